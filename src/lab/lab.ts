import type { Engine } from "../engine/mod.ts";
import type { InputSource, TaskSuite } from "../data/mod.ts";
import type { ClaimSpec, Fact, Reading } from "../claim/mod.ts";
import type { Cell } from "./cell.ts";
import type { Cost, CostContext } from "./cost.ts";

/** The arrays that a run may hold. */
export type RunArray = Float64Array | Float32Array | Uint16Array | Uint8Array;

/** Named arrays: what a training leaves behind. */
export type Run = Readonly<Record<string, RunArray>>;

/**
 * What names a run, plain data: everything its result depends on except data, code and device.
 *
 * `arithmetic`, where given, is `device` or `float64`; a recipe without it is the reading's.
 */
export type Recipe = Readonly<Record<string, string | number | boolean | readonly number[]>>;

/** What a measurement may ask for. */
export interface Lab {
  /**
   * The device that was opened for this run.
   *
   * @throws {TypeError} In cells of float64 readings, which nothing of the device may take part in.
   */
  readonly engine: Engine;
  /**
   * Trains once per recipe: later callers, in this process or a later one, get the same arrays.
   * The store's name for it also covers the inputs' digest, the code's hash and, unless it is a
   * float64 run, the device.
   */
  remember<R extends Run>(recipe: Recipe, train: () => Promise<R> | R): Promise<R>;
}

/** One cell to measure: emits facts through `record`, in a fixed order. */
export interface Measurement {
  readonly cell: Cell;
  /** The reading that the cell belongs to, with its arithmetic. */
  readonly reading: Reading;
  readonly lab: Lab;
  /** The suite's inputs; constructed readings must not ask for it. */
  readonly source: InputSource;
  /**
   * The suite's tasks and images.
   *
   * @throws {TypeError} In cells of claims whose inputs are `sources`, and of readings on no data.
   */
  readonly suite: TaskSuite;
  record(fact: Fact): void;
}

/** A claim's one function: turns a cell into facts. */
export type Measure = (measurement: Measurement) => Promise<void>;

/** A claim as `claims/mod.ts` lists it. */
export interface Claim {
  readonly spec: ClaimSpec;
  readonly measure: Measure;
  /** Estimates what a cell costs, before anything is run. */
  cost?(cell: Cell, context: CostContext): Cost;
}
