import { createHash } from "node:crypto";
import { type RandomStream, stream } from "../random/mod.ts";
import { checkTaskOptions, type InputSource, type TaskOptions } from "./input_source.ts";
import { MOST_CLASSES } from "./labels.ts";
import { oneHot, type TaskData } from "./task_data.ts";

/** The shape of the synthetic tasks. */
export interface SyntheticOptions {
  /** Coordinates of an input. Default 16. */
  readonly dimension?: number;
  /** Classes of each task, 2 to 65,536. Default 5. */
  readonly classes?: number;
}

/** Standard deviation of the class means, per coordinate; with {@linkcode SPREAD}, 0.8² + 0.6² = 1. */
const MEANS = 0.8;
/** Standard deviation within a class, per coordinate. */
const SPREAD = 0.6;
/** Weight of the random part of a task's distortion; below 1, so that it stays well conditioned. */
const DISTORTION = 0.5;

/** Raised when the same options give other bytes than before. */
const PROCEDURE = "gaussian-mixture/1";

/**
 * Tasks that need no file: each is a Gaussian mixture of its own, seen through its own linear map.
 *
 * Task t has class means m_c ~ N(0, 0.8² I) and a distortion A = (I + G/2)/√1.25, with G_ij ~
 * N(0, 1/dimension). A sample is x = A(m_y + 0.6 z), with z ~ N(0, I) and y uniform over the
 * classes. Over the tasks, every coordinate has mean 0 and variance 1. All is computed in float64
 * and rounded once to float32. Task t is the same whatever the number of tasks.
 *
 * @throws {RangeError} If the dimension is no positive integer or the classes are not 2 to 65,536.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { syntheticSource } from "./mod.ts";
 *
 * const [task] = syntheticSource({ dimension: 4, classes: 3 }).tasks({ tasks: 2, samples: 8, seed: 1 });
 * assertEquals([task?.name, task?.inputs.length, task?.targets.length], ["synthetic/task-0", 32, 24]);
 * ```
 */
export function syntheticSource(options: SyntheticOptions = {}): InputSource {
  const { dimension = 16, classes = 5 } = options;
  if (!Number.isSafeInteger(dimension) || dimension < 1) {
    throw new RangeError(`Cannot make inputs: dimension is ${dimension}, not a positive integer.`);
  }
  if (!Number.isSafeInteger(classes) || classes < 2 || classes > MOST_CLASSES) {
    throw new RangeError(
      `Cannot make inputs: classes is ${classes}, not an integer from 2 to ${MOST_CLASSES}.`,
    );
  }
  const determinants = [PROCEDURE, dimension, classes, MEANS, SPREAD, DISTORTION];
  return {
    name: "synthetic",
    digest: createHash("sha256").update(JSON.stringify(determinants)).digest("hex"),
    dimension,
    classes,
    files: [],
    tasks(options: TaskOptions): readonly TaskData[] {
      checkTaskOptions(options);
      const shape = { dimension, classes, samples: options.samples };
      return Array.from(
        { length: options.tasks },
        (_, t) => mixture(shape, { t, seed: options.seed }),
      );
    },
  };
}

interface MixtureShape {
  readonly dimension: number;
  readonly classes: number;
  readonly samples: number;
}

function mixture(
  shape: MixtureShape,
  key: { readonly t: number; readonly seed: number },
): TaskData {
  const { dimension, classes, samples } = shape;
  const open = (name: string) => stream(key.seed, "synthetic-task", key.t, name);
  const means = normals(open("means"), { count: classes * dimension, deviation: MEANS });
  const distortion = wellConditioned(open("distortion"), dimension);
  const [classOf, noise] = [open("labels"), open("noise")];

  const labels = new Uint16Array(samples);
  const inputs = new Float32Array(samples * dimension);
  for (let n = 0; n < samples; n++) {
    const label = classOf.integer(classes);
    labels[n] = label;
    const point = normals(noise, { count: dimension, deviation: SPREAD })
      .map((value, j) => value + means[label * dimension + j]!);
    for (let i = 0; i < dimension; i++) {
      inputs[n * dimension + i] = point.reduce(
        (sum, p, j) => sum + distortion[i * dimension + j]! * p,
        0,
      );
    }
  }
  const targets = oneHot(labels, classes);
  return {
    name: `synthetic/task-${key.t}`,
    inputs,
    targets,
    labels,
    count: samples,
    dimension,
    classes,
  };
}

/** A `[dimension, dimension]` matrix near the identity whose rows have an expected squared norm of 1. */
function wellConditioned(from: RandomStream, dimension: number): Float64Array {
  const matrix = normals(from, {
    count: dimension ** 2,
    deviation: DISTORTION / Math.sqrt(dimension),
  });
  for (let i = 0; i < dimension; i++) matrix[i * (dimension + 1)]! += 1;
  return matrix.map((entry) => entry / Math.sqrt(1 + DISTORTION ** 2));
}

function normals(
  from: RandomStream,
  { count, deviation }: { readonly count: number; readonly deviation: number },
): Float64Array {
  return Float64Array.from({ length: count }, () => deviation * from.normal());
}
