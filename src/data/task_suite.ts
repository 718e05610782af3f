import type { FileRecord } from "./input_source.ts";
import type { Labels } from "./labels.ts";

/** Rows, and columns, of every image of a suite. */
export const IMAGE_SIDE = 16;
/** Colours of a pixel: red, green, blue. */
export const CHANNELS = 3;

/** Labelled images of one task. */
export interface Images {
  /** `[count, 16, 16, 3]`, 0 to 255, rows from the top. */
  readonly pixels: Uint8Array;
  /** `[count]`, an index into the task's classes. */
  readonly labels: Labels;
  readonly count: number;
}

/** The four disjoint sets of images of a task. */
export interface TaskSplits {
  /** What is trained on: a subset of the task's training pool, drawn by the seed. */
  readonly train: Images;
  /** What α is tuned on; the same for every seed. */
  readonly validation: Images;
  /** What accuracy is reported of; the same for every seed. */
  readonly test: Images;
  /** The few examples that the frozen head is made of, drawn by the seed: every class is there. */
  readonly prototypes: Images;
}

/** One task of a suite. */
export interface SuiteTask {
  /** Unique in its suite, such as `strokes` or `mnist`. */
  readonly name: string;
  /** Names of the classes, in the order of their labels. */
  readonly classes: readonly string[];
  /** The papers' data set that it stands for, such as `MNIST`. */
  readonly standsFor: string;
}

/** Image classification tasks that share one input shape. */
export interface TaskSuite {
  readonly name: "procedural" | "real";
  /** SHA-256, hexadecimal, of everything that determines the splits except the seed. */
  readonly digest: string;
  readonly tasks: readonly SuiteTask[];
  /** The papers' data sets for which there is no task here, by their names. */
  readonly missing: readonly string[];
  /** The files that were read; none if the images are made. */
  readonly files: readonly FileRecord[];
  /**
   * Draws the splits of a task: same digest, task and seed, same bytes.
   *
   * @throws {RangeError} If the suite has no task of that name, or the seed is no safe integer.
   */
  splits(task: string, options: { readonly seed: number }): TaskSplits;
}
