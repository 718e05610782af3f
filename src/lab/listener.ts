import type { Cell } from "./cell.ts";
import type { FreshBlock } from "./drift.ts";
import type { Event, PlanEvent } from "./events.ts";

/** Told what happens while a run goes on. */
export interface RunListener {
  /** Once, before anything is measured: the plan, and the keys of the cells that an earlier start finished. */
  onBegin(plan: PlanEvent, finished: ReadonlySet<string>): void;
  /** A cell is handed out to be measured. */
  onCell(cell: Cell): void;
  /** An event, once it is in the journal. */
  onEvent(event: Event): void;
  /** Arms that differ from the baseline's are going to be measured again on fresh seeds. */
  onDoubt?(block: FreshBlock): void;
}
