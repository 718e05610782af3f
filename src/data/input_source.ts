import type { TaskData } from "./task_data.ts";

/** A file that was read, as it lies on the disk. */
export interface FileRecord {
  readonly path: string;
  /** Of the file's bytes, still compressed where it is; hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** How many tasks to make, and from which seed. */
export interface TaskOptions {
  readonly tasks: number;
  /** Samples in each task. */
  readonly samples: number;
  /** Root seed of the draw; any safe integer. */
  readonly seed: number;
}

/** Where tasks come from. */
export interface InputSource {
  /** `synthetic`, or the name of the image set's folder, such as `mnist`. */
  readonly name: string;
  /** SHA-256, hexadecimal, of everything that determines the tasks except their options. */
  readonly digest: string;
  /** Coordinates of an input. */
  readonly dimension: number;
  /** Classes in the label space that all tasks share. */
  readonly classes: number;
  /** The files that were read; none if the inputs are made. */
  readonly files: readonly FileRecord[];
  /**
   * Makes the tasks: same digest and options, same bytes. A smaller `samples` gives a prefix.
   *
   * @throws {RangeError} If an option is out of its range.
   * @throws {DataError} If the source has too few samples.
   */
  tasks(options: TaskOptions): readonly TaskData[];
}

/**
 * Checks the options that every source shares.
 *
 * @throws {RangeError} Unless both counts are positive integers and the seed a safe integer.
 */
export function checkTaskOptions({ tasks, samples, seed }: TaskOptions): void {
  for (const [name, value] of Object.entries({ tasks, samples })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`Cannot make tasks: ${name} is ${value}, not a positive integer.`);
    }
  }
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`Cannot make tasks: the seed ${seed} is not a safe integer.`);
  }
}
