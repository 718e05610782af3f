import { IMAGE_SIDE } from "../task_suite.ts";
import { CENTRES, type Cover, PIXELS, type Point, X, Y } from "./_canvas.ts";

/** Points joined by straight segments. */
export type Polyline = readonly Point[];

/** How fast a cover falls at its border: from .9 to .1 within .3 of the canvas's half side. */
const SHARPNESS = 14.4;

/** 1 / (1 + e^−x), to 2e-9. */
function logistic(x: number): number {
  return x > 20 ? 1 : x < -20 ? 0 : 1 / (1 + Math.exp(-x));
}

/** A function of a pixel: its centre, and its place in a `[256]` array. */
export type OfPixel<T> = (x: number, y: number, k: number) => T;

/** A function's values at every pixel, `[256]`. */
export function field(value: OfPixel<number>): Float64Array {
  const result = new Float64Array(PIXELS);
  for (let k = 0; k < PIXELS; k++) result[k] = value(X[k]!, Y[k]!, k);
  return result;
}

/** Covers softly where the depth is positive; the border is as sharp as the depth is steep. */
export function soft(depth: OfPixel<number>): Cover {
  const result = field(depth);
  for (let k = 0; k < PIXELS; k++) result[k] = logistic(result[k]!);
  return result;
}

/** Covers wholly where the condition holds. */
export function hard(inside: OfPixel<boolean>): Cover {
  const result = new Float64Array(PIXELS);
  for (let k = 0; k < PIXELS; k++) result[k] = inside(X[k]!, Y[k]!, k) ? 1 : 0;
  return result;
}

/** Everything within `width` of the polylines. */
export function strokes(lines: readonly Polyline[], width: number): Cover {
  const distance = new Float64Array(PIXELS).fill(Infinity);
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) approach(distance, { from: line[i - 1]!, to: line[i]! });
  }
  for (let k = 0; k < PIXELS; k++) {
    distance[k] = logistic(SHARPNESS * (width - Math.sqrt(distance[k]!)));
  }
  return distance;
}

/** The inside of a polygon by the even-odd rule; its last corner is joined to its first. */
export function polygon(corners: Polyline): Cover {
  const distance = new Float64Array(PIXELS).fill(Infinity);
  const inside = new Uint8Array(PIXELS);
  for (let i = 0; i < corners.length; i++) {
    const from = corners[i]!, to = corners[(i + 1) % corners.length]!;
    approach(distance, { from, to });
    cross(inside, { from, to });
  }
  for (let k = 0; k < PIXELS; k++) {
    const depth = Math.sqrt(distance[k]!);
    distance[k] = logistic(SHARPNESS * (inside[k] === 1 ? depth : -depth));
  }
  return distance;
}

/** An ellipse whose axes lie along the canvas's. */
export function ellipse(
  centre: Point,
  { width, height }: { readonly width: number; readonly height: number },
): Cover {
  const steepness = SHARPNESS * Math.min(width, height);
  return soft((x, y) => {
    const u = (x - centre[0]) / width, v = (y - centre[1]) / height;
    return steepness * (1 - Math.sqrt(u * u + v * v));
  });
}

/** A rectangle from its upper left to its lower right corner. */
export function rectangle([left, top]: Point, [right, bottom]: Point): Cover {
  return soft((x, y) =>
    SHARPNESS * Math.min(Math.min(x - left, right - x), Math.min(y - top, bottom - y))
  );
}

/** The wave sin(2π·frequency·(cos θ x + sin θ y) + phase), `[256]`. */
export function wave(
  frequency: number,
  { angle, phase }: { readonly angle: number; readonly phase: number },
): Float64Array {
  const u = 2 * Math.PI * frequency * Math.cos(angle);
  const v = 2 * Math.PI * frequency * Math.sin(angle);
  return field((x, y) => Math.sin(u * x + v * y + phase));
}

/** Points of an elliptic arc; degrees from the right, clockwise, as y points down. */
export function arc(
  [x, y]: Point,
  { width, height, from, to, points }: {
    readonly width: number;
    readonly height: number;
    readonly from: number;
    readonly to: number;
    readonly points: number;
  },
): Point[] {
  return Array.from({ length: points }, (_, i) => {
    const angle = (from + (to - from) * i / (points - 1)) * Math.PI / 180;
    return [x + width * Math.cos(angle), y + height * Math.sin(angle)];
  });
}

/** The corners of a regular polygon about the middle; the first lies at angle `turn`, in radians. */
export function regular(
  corners: number,
  { radius, turn = 0 }: { readonly radius: number; readonly turn?: number },
): Point[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = 2 * Math.PI * i / corners + turn;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/** Lowers squared distances to those from a segment where it is nearer. */
function approach(squared: Float64Array, { from, to }: Segment): void {
  const [px, py] = from;
  const dx = to[0] - px, dy = to[1] - py;
  // Without it, the distance from a segment of no length would be NaN.
  const scale = 1 / (dx * dx + dy * dy + 1e-9);
  for (let row = 0, k = 0; row < IMAGE_SIDE; row++) {
    const y = CENTRES[row]! - py;
    for (let column = 0; column < IMAGE_SIDE; column++, k++) {
      const x = CENTRES[column]! - px;
      const along = (x * dx + y * dy) * scale;
      const t = along < 0 ? 0 : along > 1 ? 1 : along;
      const u = x - t * dx, v = y - t * dy;
      const distance = u * u + v * v;
      if (distance < squared[k]!) squared[k] = distance;
    }
  }
}

/** Flips the pixels from which a ray to the right crosses the segment. */
function cross(inside: Uint8Array, { from: [x1, y1], to: [x2, y2] }: Segment): void {
  const slope = (x2 - x1) / (y2 - y1);
  for (let row = 0; row < IMAGE_SIDE; row++) {
    const y = CENTRES[row]!;
    if ((y1 > y) === (y2 > y)) continue;
    const crossing = slope * (y - y1) + x1;
    for (let column = 0; column < IMAGE_SIDE && CENTRES[column]! < crossing; column++) {
      inside[row * IMAGE_SIDE + column]! ^= 1;
    }
  }
}
