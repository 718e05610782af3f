import type { Reading } from "../claim/mod.ts";
import type { InputSource, TaskSuite } from "../data/mod.ts";
import type { Cell } from "./cell.ts";
import type { Claim } from "./lab.ts";
import { isDataless } from "./plan.ts";

/** An amount of work, estimated: good to a factor of two. */
export interface Work {
  /** Passes through the network on the device, forward and backward: each has a fixed cost. */
  readonly steps: number;
  /** Floating-point operations on the device. */
  readonly flops: number;
  /** Floating-point operations of the float64 reference networks. Default 0. */
  readonly float64?: number;
  /** Of a run, what it leaves behind; of a cell, what is alive at once besides its runs. */
  readonly bytes: number;
}

/** A run that a cell asks the lab for. */
export interface RunCost extends Work {
  /**
   * Equal for all cells that ask for the same training, and for no others: it must tell the claim's
   * inputs, seed and arithmetic apart.
   */
  readonly name: string;
}

/** What a cell costs: the runs it asks for, whoever trains them, and its own work besides. */
export interface Cost extends Work {
  readonly runs: readonly RunCost[];
}

/** What a cost depends on besides the cell. */
export interface CostContext {
  readonly reading: Reading;
  /** The cell's input source, where it is measured on one. */
  readonly source?: InputSource;
  /** The suite, where the claim is measured on its tasks. */
  readonly suite?: TaskSuite;
}

/** Cost of a cell that asks for no run. */
export const NO_COST: Cost = { runs: [], steps: 0, flops: 0, bytes: 0 };

/** The cost of a cell, as its claim estimates it; undefined where it does not. */
export function costOf(
  cell: Cell,
  { claim, sources, taskSuite }: {
    claim: Claim;
    sources: readonly InputSource[];
    taskSuite?: TaskSuite;
  },
): Cost | undefined {
  const reading = claim.spec.readings.find(({ id }) => id === cell.reading)!;
  const onSuite = (claim.spec.inputs ?? "sources") !== "sources";
  const suite = onSuite && !isDataless(reading) ? taskSuite : undefined;
  const source = onSuite ? undefined : sources.find(({ name }) => name === cell.input);
  return claim.cost?.(cell, { reading, ...source && { source }, ...suite && { suite } });
}
