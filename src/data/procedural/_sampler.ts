import type { RandomStream } from "../../random/mod.ts";
import { IMAGE_SIDE } from "../task_suite.ts";
import { type Colour, PIXELS, type Planes, type Point } from "./_canvas.ts";
import type { Polyline } from "./_shapes.ts";

/** A map of the plane. */
export type Mapping = (point: Point) => Point;

/** Bounds of a random affine map. */
export interface AffineBounds {
  /** Largest rotation either way, radians. */
  readonly turn: number;
  /** Smallest and largest scale. */
  readonly scale: readonly [number, number];
  /** Largest shear either way. */
  readonly shear: number;
  /** Largest shift either way, of x and of y. */
  readonly shift: number;
}

/** What drawings take from chance; every method advances the stream. */
export class Sampler {
  readonly random: RandomStream;

  constructor(random: RandomStream) {
    this.random = random;
  }

  /** A number of the uniform distribution on [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.random.uniform();
  }

  /** An integer of low, …, high − 1. */
  integer(low: number, high: number): number {
    return low + this.random.integer(high - low);
  }

  normal(deviation = 1): number {
    return deviation * this.random.normal();
  }

  chance(probability: number): boolean {
    return this.random.uniform() < probability;
  }

  sign(): 1 | -1 {
    return this.chance(0.5) ? 1 : -1;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.random.integer(items.length)]!;
  }

  /** A point whose x and y both lie in [low, high). */
  point(low: number, high: number): Point {
    return [this.between(low, high), this.between(low, high)];
  }

  /** A colour of any hue, with at least this saturation and value. */
  colour(saturation = 0.2, value = 0.2): Colour {
    const hue = this.random.uniform();
    return hsv(hue, [this.between(saturation, 1), this.between(value, 1)]);
  }

  /** Two colours of which at least one component differs by `contrast` or more, at most .5. */
  colours(contrast: number, { saturation = 0.1, value = 0.1 } = {}): [Colour, Colour] {
    const one = this.colour(saturation, value);
    for (;;) {
      const other = this.colour(saturation, value);
      if (one.some((part, c) => Math.abs(part - other[c]!) >= contrast)) return [one, other];
    }
  }

  /** A colour near another: normal steps of this deviation, clipped. */
  near(colour: Colour, deviation = 0.1): Colour {
    const step = (part: number) => Math.min(1, Math.max(0, part + this.normal(deviation)));
    return [step(colour[0]), step(colour[1]), step(colour[2])];
  }

  /** Points moved by normal steps of this deviation. */
  jitter(line: Polyline, deviation: number): Point[] {
    return line.map(([x, y]) => [x + this.normal(deviation), y + this.normal(deviation)]);
  }

  /** Scale · rotation · shear, then shift. */
  affine({ turn, scale, shear, shift }: AffineBounds): Mapping {
    const angle = this.between(-turn, turn);
    const size = this.between(...scale);
    const slant = this.between(-shear, shear);
    const [dx, dy] = this.point(-shift, shift);
    const cos = size * Math.cos(angle), sin = size * Math.sin(angle);
    return ([x, y]) => {
      const u = x + slant * y;
      return [cos * u - sin * y + dx, sin * u + cos * y + dy];
    };
  }

  /** A rotation by any angle, about the middle. */
  rotation(): Mapping {
    return rotation(this.between(0, 2 * Math.PI));
  }

  /** Normal numbers on a grid of `cells` × `cells`, interpolated: one plane, `[256]`. */
  cloud(cells: 3 | 4 | 6 | 8): Float64Array {
    const plane = new Float64Array(PIXELS);
    this.#fill(plane, cells);
    return plane;
  }

  /** Three independent clouds, `[3, 256]`. */
  clouds(cells: 3 | 4 | 6 | 8): Planes {
    const planes = new Float64Array(3 * PIXELS);
    for (let c = 0; c < 3; c++) this.#fill(planes.subarray(c * PIXELS, (c + 1) * PIXELS), cells);
    return planes;
  }

  /** Independent normal numbers: one plane, `[256]`. */
  noise(): Float64Array {
    const plane = new Float64Array(PIXELS);
    for (let k = 0; k < PIXELS; k++) plane[k] = this.random.normal();
    return plane;
  }

  #fill(plane: Float64Array, cells: number): void {
    const { below, part } = INTERPOLATION.get(cells)!;
    for (let k = 0; k < cells * cells; k++) knots[k] = this.random.normal();
    for (let row = 0; row < cells; row++) {
      for (let x = 0; x < IMAGE_SIDE; x++) {
        const left = row * cells + below[x]!;
        rows[row * IMAGE_SIDE + x] = knots[left]! + part[x]! * (knots[left + 1]! - knots[left]!);
      }
    }
    for (let y = 0; y < IMAGE_SIDE; y++) {
      const upper = below[y]! * IMAGE_SIDE, f = part[y]!;
      for (let x = 0; x < IMAGE_SIDE; x++) {
        const over = rows[upper + x]!, under = rows[upper + IMAGE_SIDE + x]!;
        plane[y * IMAGE_SIDE + x] = over + f * (under - over);
      }
    }
  }
}

/** A rotation about the middle, radians. */
export function rotation(angle: number): Mapping {
  const cos = Math.cos(angle), sin = Math.sin(angle);
  return ([x, y]) => [cos * x - sin * y, sin * x + cos * y];
}

/** The colour of a hue, 0 to 1, with a saturation and a value. */
export function hsv(hue: number, [saturation, value]: readonly [number, number]): Colour {
  const sector = Math.floor(hue * 6) % 6;
  const f = hue * 6 - Math.floor(hue * 6);
  const p = value * (1 - saturation);
  const q = value * (1 - f * saturation);
  const t = value * (1 - (1 - f) * saturation);
  const v = value;
  return ([[v, t, p], [q, v, p], [p, v, t], [p, q, v], [t, p, v], [v, p, q]] as const)[sector]!;
}

const GRIDS = [3, 4, 6, 8];
const knots = new Float64Array(64);
const rows = new Float64Array(8 * IMAGE_SIDE);

/** For each of 16 places on a grid whose ends are the border's pixels: the knot below, and how far on. */
const INTERPOLATION = new Map(GRIDS.map((cells) => {
  const place = (n: number) => n * (cells - 1) / (IMAGE_SIDE - 1);
  const below = Uint8Array.from(
    { length: IMAGE_SIDE },
    (_, n) => Math.min(Math.floor(place(n)), cells - 2),
  );
  const part = Float64Array.from({ length: IMAGE_SIDE }, (_, n) => place(n) - below[n]!);
  return [cells, { below, part }];
}));
