import type { Protocol } from "../claim/mod.ts";

/** The unit of work and of replication. */
export interface Cell {
  /** `claim/reading/arm/part/seed`, unique in a plan. */
  readonly key: string;
  readonly claim: string;
  readonly reading: string;
  /** `main`, or `control:<id>`. */
  readonly arm: string;
  /**
   * Name of the input source, of the suite's task, or of the suite; `constructed`, `published` or
   * `drawn` for readings on no data.
   */
  readonly input: string;
  readonly protocol: Protocol;
  /** `input:protocol`, the part of the conjunction. */
  readonly part: string;
  /** 0, 1, …: names the keyed random streams, and is the unit of replication. */
  readonly seed: number;
}
