import { Canvas, type Cover } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { finish } from "./_finish.ts";
import { Sampler } from "./_sampler.ts";
import { field, hard, soft, wave } from "./_shapes.ts";

/** A pattern's own direction, scale and place. */
interface Grain {
  readonly angle: number;
  /** Waves in a half of the canvas's side. */
  readonly frequency: number;
  readonly phase: number;
  /** Waves along the angle and across it, `[256]` each. */
  readonly along: Float64Array;
  readonly across: Float64Array;
  /** Coordinates along the angle and across it, `[256]` each. */
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Where a pattern shows its second colour. */
type Pattern = (sampler: Sampler, grain: Grain) => Cover;

const at = (condition: (k: number) => boolean) => hard((_x, _y, k) => condition(k));

const PATTERNS: Readonly<Record<string, Pattern>> = {
  striped: (_, { along }) => at((k) => along[k]! > 0),
  checked: (_, { along, across }) => at((k) => along[k]! * across[k]! > 0),
  dotted: (_, { along, across }) => at((k) => along[k]! + across[k]! > 0.7),
  zigzagged: (_, { frequency, phase, u, v }) =>
    at((k) => {
      const turns = v[k]! * frequency + phase;
      const sway = Math.abs(2 * (turns - Math.floor(turns)) - 1);
      return Math.sin(2 * Math.PI * (frequency * u[k]! + 0.525 * sway)) > 0;
    }),
  blotchy(sampler) {
    const cloud = sampler.cloud(4);
    return at((k) => cloud[k]! > 0);
  },
  cracked(sampler) {
    const centres = Array.from({ length: 9 }, () => sampler.point(-1.1, 1.1));
    return hard((x, y) => {
      let nearest = Infinity, second = Infinity;
      for (const [cx, cy] of centres) {
        const distance = Math.sqrt((x - cx) ** 2 + (y - cy) ** 2);
        second = Math.min(second, Math.max(nearest, distance));
        nearest = Math.min(nearest, distance);
      }
      return second - nearest < 0.13;
    });
  },
  ringed(sampler, { frequency, phase }) {
    const [cx, cy] = sampler.point(-0.5, 0.5);
    return hard((x, y) => {
      const distance = Math.sqrt((x - cx) ** 2 + (y - cy) ** 2);
      return Math.sin(2 * Math.PI * frequency * distance + phase) > 0;
    });
  },
  graded(sampler, { u }) {
    const steepness = 2.5 / sampler.between(0.4, 1);
    return soft((_x, _y, k) => steepness * u[k]!);
  },
};
const LIST = Object.values(PATTERNS);

/** Describable textures in any two colours and any direction. */
export const textures: Family = {
  classes: Object.keys(PATTERNS),
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const [ground, colour] = sampler.colours(0.35);
    const angle = sampler.between(0, Math.PI), frequency = sampler.between(1.3, 2.8);
    const phase = sampler.between(0, 2 * Math.PI), other = sampler.between(0, 2 * Math.PI);
    const cos = Math.cos(angle), sin = Math.sin(angle);
    const pattern = LIST[label]!(sampler, {
      angle,
      frequency,
      phase,
      along: wave(frequency, { angle, phase }),
      across: wave(frequency, { angle: angle + Math.PI / 2, phase: other }),
      u: field((x, y) => cos * x + sin * y),
      v: field((x, y) => cos * y - sin * x),
    });
    const canvas = new Canvas(ground).paint(pattern, colour);
    return finish(canvas, sampler, { difficulty, noise: 0.09 });
  },
};
