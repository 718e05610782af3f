import type { Labels } from "../data/mod.ts";
import type { Encoder, Head } from "../model/mod.ts";
import type { LabelledSet } from "./fine_tuning.ts";

/** @throws {RangeError} when a set is empty, not what the network takes, or labelled outside the head */
export function checkSet(
  set: LabelledSet,
  { encoder, head, name }: { encoder: Pick<Encoder, "inputs">; head: Head; name: string },
): void {
  const { features, labels, count } = set;
  const width = encoder.inputs;
  if (count < 1) throw new RangeError(`Cannot use the ${name} set: it is empty.`);
  if (features.length !== count * width || labels.length !== count) {
    throw new RangeError(
      `Cannot use the ${name} set: ${count} samples are ${count * width} features and ${count} ` +
        `labels, found ${features.length} and ${labels.length}.`,
    );
  }
  checkLabels(labels, { classes: head.classes, name });
}

/** @throws {RangeError} when a label is not below the number of classes */
export function checkLabels(
  labels: Labels,
  { classes, name }: { classes: number; name: string },
): void {
  const bad = labels.findIndex((label) => label >= classes);
  if (bad < 0) return;
  throw new RangeError(
    `Cannot use the ${name} set: sample ${bad} has the label ${labels[bad]}, the head has ` +
      `${classes} classes. Labels count from 0.`,
  );
}

/** Rows of labels as one-hot targets [rows.length, classes], row by row. */
export function oneHot(labels: Labels, classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => targets[row * classes + label] = 1);
  return targets;
}
