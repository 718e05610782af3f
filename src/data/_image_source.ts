import { createHash } from "node:crypto";
import { stream } from "../random/mod.ts";
import { type ImageSet, LABEL_CLASSES } from "./_image_set.ts";
import { POOLED_SIDE, poolImage } from "./_pool.ts";
import { splitClasses } from "./_split.ts";
import { DataError } from "./data_error.ts";
import { checkTaskOptions, type InputSource, type TaskOptions } from "./input_source.ts";
import { oneHot, type TaskData } from "./task_data.ts";

/** Raised when the same files and options give other bytes than before. */
const PROCEDURE = "idx-pooled-14x14/1";

const DIMENSION = POOLED_SIDE ** 2;

/** Tasks from an image set: images pooled to 14 × 14, the ten classes split among the tasks. */
export function imageSource(name: string, set: ImageSet): InputSource {
  const determinants = [PROCEDURE, ...set.contents];
  const digest = createHash("sha256").update(JSON.stringify(determinants)).digest("hex");
  const byClass = Array.from({ length: LABEL_CLASSES }, (): number[] => []);
  set.labels.forEach((label, i) => byClass[label]!.push(i));

  return {
    name,
    digest,
    dimension: DIMENSION,
    classes: LABEL_CLASSES,
    files: set.files,
    tasks(options: TaskOptions): readonly TaskData[] {
      checkTaskOptions(options);
      // The digest and not the name: a folder may be renamed without changing the draw.
      const key = [options.seed, "image-tasks", digest];
      return splitClasses(LABEL_CLASSES, { tasks: options.tasks, key }).map((classes, t) => {
        const pool = classes.flatMap((c) => byClass[c]!);
        const task = `${name}/classes-${classes.join("-")}`;
        if (pool.length < options.samples) {
          throw new DataError(set.files[0].path, {
            expected: `at least ${options.samples} images for the task ${task}`,
            found: `${pool.length}`,
          });
        }
        const drawn = stream(...key, "samples", options.tasks, t).shuffle(pool).slice(
          0,
          options.samples,
        );
        return { name: task, ...gather(set, drawn) };
      });
    },
  };
}

function gather(set: ImageSet, drawn: readonly number[]): Omit<TaskData, "name"> {
  const pixels = set.side ** 2;
  const inputs = new Float32Array(drawn.length * DIMENSION);
  drawn.forEach((i, n) => {
    const image = set.images.subarray(i * pixels, (i + 1) * pixels);
    poolImage(image, inputs.subarray(n * DIMENSION, (n + 1) * DIMENSION));
  });
  const labels = Uint16Array.from(drawn, (i) => set.labels[i]!);
  return {
    inputs,
    targets: oneHot(labels, LABEL_CLASSES),
    labels,
    count: drawn.length,
    dimension: DIMENSION,
    classes: LABEL_CLASSES,
  };
}
