import type { Cell } from "./cell.ts";
import type { CellEvent, FactEvent } from "./events.ts";

/** Told what happens while cells are measured, as it happens. */
export interface Progress {
  /** Once, when it is known what is left to do. */
  onPlan(cells: readonly Cell[], finished: number): void;
  /** Before a cell is measured. */
  onCell(cell: Cell): void;
  /** After a fact was written to the journal. */
  onFact(fact: FactEvent): void;
  /** After the cell's event was written. */
  onFinished(event: CellEvent): void;
}
