import { Canvas, type Point } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { finish } from "./_finish.ts";
import { Sampler } from "./_sampler.ts";
import { arc, polygon, type Polyline } from "./_shapes.ts";

/** Points of a five-pointed star, from the top. */
const STAR: Polyline = Array.from({ length: 10 }, (_, i) => {
  const radius = i % 2 === 0 ? 0.85 : 0.35, angle = i * Math.PI / 5;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
});

/** Corners of each outline. */
// deno-fmt-ignore
const OUTLINES: Readonly<Record<string, Polyline>> = {
  car: [[-.9, .3], [-.9, 0], [-.5, -.05], [-.3, -.4], [.35, -.4], [.6, 0], [.9, .05], [.9, .3]],
  truck: [[-.9, .4], [-.9, -.5], [.3, -.5], [.3, -.2], [.7, -.2], [.9, .1], [.9, .4]],
  fir: [[-.12, .8], [-.12, .3], [-.6, .3], [0, -.8], [.6, .3], [.12, .3], [.12, .8]],
  house: [[-.6, .7], [-.6, -.1], [-.8, -.1], [0, -.75], [.8, -.1], [.6, -.1], [.6, .7]],
  fish: [
    [-.85, -.35], [-.5, 0], [-.1, -.4], [.5, -.3], [.85, 0], [.5, .3], [-.1, .4], [-.5, 0],
    [-.85, .35],
  ],
  star: STAR,
  cup: [[-.5, -.7], [.5, -.7], [.35, .7], [-.35, .7]],
  plane: [
    [-.9, -.1], [-.2, -.15], [.1, -.75], [.3, -.75], [.15, -.15], [.6, -.15], [.75, -.4],
    [.9, -.4], [.85, .15], [.15, .15], [.3, .7], [.1, .7], [-.2, .15], [-.9, .1],
  ],
  tree: [
    ...arc([0, -.25], { width: .6, height: .55, from: -200, to: 20, points: 10 }),
    [.12, .8], [-.12, .8],
  ],
  boat: [
    [-.9, .1], [.9, .1], [.6, .6], [-.6, .6], [-.6, .1], [-.05, .1], [-.05, -.8], [.6, 0],
    [-.05, 0],
  ],
};
const LIST = Object.values(OUTLINES);

/** Outlines of things, either way round, in any two colours. */
export const silhouettes: Family = {
  classes: Object.keys(OUTLINES),
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const [ground, colour] = sampler.colours(0.5);
    const canvas = new Canvas(ground).add(sampler.clouds(4), 0.05 + 0.25 * difficulty);
    const bent = sampler.jitter(LIST[label]!, 0.04 * (0.3 + difficulty));
    const wide = sampler.sign() * sampler.between(0.8, 1.1), high = sampler.between(0.8, 1.1);
    const place = sampler.affine({
      turn: 0.1 + 0.3 * difficulty,
      scale: [0.65, 1],
      shear: 0.1 + 0.2 * difficulty,
      shift: 0.1 + 0.15 * difficulty,
    });
    const outline = bent.map(([x, y]: Point) => place([wide * x, high * y]));
    const surface = new Canvas(colour).add(sampler.clouds(4), 0.12 * difficulty);
    canvas.paint(polygon(outline), surface.planes);
    return finish(canvas, sampler, { difficulty, noise: 0.08, occlusion: 0.5 });
  },
};
