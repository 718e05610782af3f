import { stream } from "../../random/mod.ts";
import { CHANNELS, IMAGE_SIDE, type Images } from "../task_suite.ts";
import { finish } from "./_finish.ts";
import { layout, texture } from "./_mixture_fields.ts";
import type { Draw, Formula } from "./_mixture_formula.ts";
import { badge, blob, glyph } from "./_mixture_marks.ts";
import { Sampler } from "./_sampler.ts";

/** The classes of the mixture, kind by kind. */
const KINDS: readonly { readonly formula: Formula; readonly classes: number }[] = [
  { formula: glyph, classes: 64 },
  { formula: blob, classes: 40 },
  { formula: texture, classes: 48 },
  { formula: layout, classes: 48 },
  { formula: badge, classes: 40 },
];

/** Classes of the mixture. */
export const MIXTURE_CLASSES: number = KINDS.reduce((sum, { classes }) => sum + classes, 0);

/** Images to pretrain on. */
export interface Mixture extends Images {
  readonly classes: number;
}

/** Which mixture to draw. */
export interface MixtureOptions {
  /** Root seed of classes and images; any safe integer. */
  readonly seed: number;
  /** Images. */
  readonly count: number;
}

/**
 * Draws labelled images to pretrain on, of 240 classes that chance makes up by formulas: 64 glyphs of
 * random walks, 40 blobs of random Fourier series, 48 textures of random waves, 48 layouts of random
 * things, 40 badges of polygons and random lines.
 *
 * The tasks are held out from it: no class is one of theirs and none of their drawings is used, no
 * digit, sign, land use, outline or scene. What is shared is the means of drawing (strokes, polygons,
 * waves) and the blemishes (clouds, occlusion, contrast, noise); a task's images are besides seen
 * through a sensor, which these are not.
 *
 * Classes, labels and images have streams of their own, keyed by the seed and their index: a smaller
 * count gives a prefix, and each run of 240 images has every class once.
 *
 * @throws {RangeError} If the count is no positive integer or the seed no safe integer.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mixture } from "./mixture.ts";
 *
 * const { pixels, labels, classes } = mixture({ seed: 0, count: 240 });
 * assertEquals([pixels.length, new Set(labels).size, classes], [240 * 16 * 16 * 3, 240, 240]);
 * ```
 */
export function mixture({ seed, count }: MixtureOptions): Mixture {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`Cannot draw the mixture: count is ${count}, not a positive integer.`);
  }
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`Cannot draw the mixture: the seed ${seed} is not a safe integer.`);
  }
  const open = (purpose: string, index: number) => stream(seed, "mixture", purpose, index);
  const draws = KINDS
    .flatMap(({ formula, classes }) => Array<Formula>(classes).fill(formula))
    .map((formula, label): Draw => formula(new Sampler(open("class", label))));
  const size = IMAGE_SIDE ** 2 * CHANNELS;
  const pixels = new Uint8Array(count * size), labels = new Uint16Array(count);
  for (let start = 0; start < count; start += MIXTURE_CLASSES) {
    const order = open("labels", start / MIXTURE_CLASSES).shuffle([...draws.keys()]);
    labels.set(order.slice(0, count - start), start);
  }
  labels.forEach((label, index) => {
    const sampler = new Sampler(open("image", index));
    const difficulty = sampler.between(0.2, 1);
    const [ground, colour] = sampler.colours(0.35, { saturation: 0, value: 0 });
    const canvas = draws[label]!(sampler, { difficulty, ground, colour });
    finish(canvas, sampler, { difficulty, noise: 0.08, contrast: 0.35 })
      .write(pixels, index * size);
  });
  return { pixels, labels, count, classes: MIXTURE_CLASSES };
}
