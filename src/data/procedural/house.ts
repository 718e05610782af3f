import { Canvas, type Point } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { finish } from "./_finish.ts";
import { type Mapping, Sampler } from "./_sampler.ts";
import { type Polyline, strokes } from "./_shapes.ts";

const [LEFT, RIGHT, TOP, BOTTOM] = [-0.4, 0.4, -0.7, 0.7];

/** The seven segments by their usual letters, clockwise from the top; g lies across the middle. */
const SEGMENTS: Readonly<Record<string, Polyline>> = {
  a: [[LEFT, TOP], [RIGHT, TOP]],
  b: [[RIGHT, TOP], [RIGHT, 0]],
  c: [[RIGHT, 0], [RIGHT, BOTTOM]],
  d: [[LEFT, BOTTOM], [RIGHT, BOTTOM]],
  e: [[LEFT, 0], [LEFT, BOTTOM]],
  f: [[LEFT, TOP], [LEFT, 0]],
  g: [[LEFT, 0], [RIGHT, 0]],
};

/** Which segments make each digit. */
const DIGITS = [
  "abcdef",
  "bc",
  "abged",
  "abgcd",
  "fgbc",
  "afgcd",
  "afgedc",
  "abc",
  "abcdefg",
  "abcdfg",
];

function digit(value: number, map: Mapping): Polyline[] {
  return [...DIGITS[value]!].map((letter) => SEGMENTS[letter]!.map(map));
}

/** The middle digit of a house number, in any two colours, its neighbours cut off at the border. */
export const house: Family = {
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const [wall, paint] = sampler.colours(0.4);
    const canvas = new Canvas(wall).add(sampler.clouds(3), 0.15 * difficulty);
    const width = sampler.between(0.09, 0.17);
    const narrow = sampler.between(0.75, 1.05);
    const place = sampler.affine({
      turn: 0.05 + 0.15 * difficulty,
      scale: [0.75, 1.05],
      shear: 0.05 + 0.2 * difficulty,
      shift: 0.05 + 0.1 * difficulty,
    });
    const lines = digit(label, ([x, y]) => place([narrow * x, y]));
    for (const side of [-1, 1]) {
      if (!sampler.chance(0.75 * difficulty)) continue;
      const value = sampler.integer(0, 10), away = side * sampler.between(1.05, 1.3);
      lines.push(...digit(value, ([x, y]): Point => [0.9 * narrow * x + away, 0.9 * y]));
    }
    canvas.paint(strokes(lines, width), paint);
    return finish(canvas, sampler, { difficulty, noise: 0.08, occlusion: 0.15, contrast: 0.4 });
  },
};
