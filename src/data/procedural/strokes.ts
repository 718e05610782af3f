import { Canvas, type Point } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { Sampler } from "./_sampler.ts";
import { arc, type Polyline, strokes as along } from "./_shapes.ts";

/** The strokes of each digit, upright, about as high as the canvas. */
const DIGITS: readonly (readonly Polyline[])[] = [
  [arc([0, 0], { width: 0.45, height: 0.7, from: 0, to: 360, points: 13 })],
  [[[-0.2, -0.45], [0.05, -0.7], [0.05, 0.7]]],
  [[
    ...arc([0, -0.35], { width: 0.42, height: 0.35, from: -170, to: 20, points: 7 }),
    [-0.45, 0.7],
    [0.5, 0.7],
  ]],
  [
    arc([-0.02, -0.35], { width: 0.42, height: 0.34, from: -150, to: 90, points: 8 }),
    arc([-0.02, 0.35], { width: 0.46, height: 0.36, from: -90, to: 150, points: 8 }),
  ],
  [[[0.25, 0.7], [0.25, -0.7], [-0.45, 0.25], [0.5, 0.25]]],
  [[
    [0.42, -0.7],
    [-0.35, -0.7],
    [-0.38, -0.05],
    ...arc([-0.02, 0.28], { width: 0.44, height: 0.42, from: -120, to: 140, points: 9 }),
  ]],
  [[
    [0.25, -0.7],
    [-0.2, -0.25],
    ...arc([0, 0.3], { width: 0.42, height: 0.4, from: -160, to: 200, points: 12 }),
  ]],
  [[[-0.45, -0.7], [0.45, -0.7], [-0.1, 0.7]]],
  [
    arc([0, -0.35], { width: 0.36, height: 0.34, from: 0, to: 360, points: 11 }),
    arc([0, 0.36], { width: 0.42, height: 0.35, from: 0, to: 360, points: 11 }),
  ],
  [[
    ...arc([0, -0.3], { width: 0.42, height: 0.4, from: 20, to: 380, points: 12 }),
    [0.4, -0.2],
    [0.2, 0.7],
  ]],
];

/** Handwritten digits, light on black. */
export const strokes: Family = {
  classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const bent = DIGITS[label]!.map((line) => sampler.jitter(line, 0.04 * (0.5 + difficulty)));
    const map = sampler.affine({
      turn: 0.1 + 0.3 * difficulty,
      scale: [0.75, 1.05],
      shear: 0.1 + 0.3 * difficulty,
      shift: 0.08 + 0.2 * difficulty,
    });
    const width = sampler.between(0.08, 0.11 + 0.1 * difficulty);
    const light = sampler.between(0.7, 1);
    const canvas = new Canvas([0, 0, 0])
      .paint(along(bent.map((line) => line.map(map)), width), [light, light, light]);
    if (difficulty > 0) {
      canvas.add(sampler.cloud(6), 0.12 * difficulty);
      canvas.add(sampler.noise(), 0.1 * difficulty);
      if (sampler.chance(0.25 * difficulty)) {
        const line: Point[] = [sampler.point(-1, 1), sampler.point(-1, 1)];
        canvas.paint(along([line], 0.06), [0.8, 0.8, 0.8]);
      }
    }
    return canvas.clip();
  },
};
