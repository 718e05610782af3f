import type { Cell } from "./cell.ts";
import type { CrewListener } from "./crew.ts";

/** Told what happens while cells are measured, once it is in the journal. */
export interface Progress extends CrewListener {
  /** Once, when it is known what is left to do. */
  onPlan(cells: readonly Cell[], finished: number): void;
}
