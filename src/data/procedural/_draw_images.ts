import { stream } from "../../random/mod.ts";
import { CHANNELS, IMAGE_SIDE, type Images } from "../task_suite.ts";
import type { Canvas } from "./_canvas.ts";
import { FAMILIES, type FamilyName } from "./families.ts";

/** Which images of a family to draw, and how. */
export interface Drawing {
  /** Part of every image's key, so that no two splits share an image. */
  readonly split: string;
  readonly indices: readonly number[];
  readonly difficulty: number;
  /** What happens to a picture before it is rounded. */
  readonly see?: (canvas: Canvas) => void;
}

/** Draws images, each from a stream of its own; image i has class i mod classes. */
export function drawImages(
  family: FamilyName,
  { split, indices, difficulty, see }: Drawing,
): Images {
  const { classes, draw } = FAMILIES[family];
  const size = IMAGE_SIDE ** 2 * CHANNELS;
  const pixels = new Uint8Array(indices.length * size);
  const labels = Uint16Array.from(indices, (i) => i % classes.length);
  indices.forEach((i, n) => {
    const random = stream("procedural", family, split, i);
    const canvas = draw(random, { label: labels[n]!, difficulty });
    see?.(canvas);
    canvas.write(pixels, n * size);
  });
  return { pixels, labels, count: indices.length };
}
