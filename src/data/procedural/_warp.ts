import { IMAGE_SIDE } from "../task_suite.ts";
import { PIXELS, type Planes, type Point, X, Y } from "./_canvas.ts";

/** A map of pictures: rotation · shear / scale, then shift, of the place where each pixel looks. */
export interface Warp {
  /** Radians. */
  readonly angle: number;
  readonly scale: number;
  readonly shear: number;
  readonly shift: Point;
}

/**
 * Prepares a warp, which writes a picture into another.
 *
 * It interpolates between pixels and repeats those of the border beyond it.
 */
export function warp(
  { angle, scale, shear, shift: [dx, dy] }: Warp,
): (planes: Planes, into: Planes) => void {
  const cos = Math.cos(angle) / scale, sin = Math.sin(angle) / scale;
  const corner = new Uint8Array(PIXELS);
  const right = new Float64Array(PIXELS), down = new Float64Array(PIXELS);
  for (let k = 0; k < PIXELS; k++) {
    const u = X[k]! + shear * Y[k]!, v = Y[k]!;
    const [column, fx] = split(cos * u - sin * v + dx);
    const [row, fy] = split(sin * u + cos * v + dy);
    corner[k] = row * IMAGE_SIDE + column;
    right[k] = fx;
    down[k] = fy;
  }
  return (planes, into) => {
    for (let c = 0, at = 0; c < 3; c++) {
      for (let k = 0; k < PIXELS; k++, at++) {
        const upper = c * PIXELS + corner[k]!, lower = upper + IMAGE_SIDE, fx = right[k]!;
        const over = planes[upper]! + fx * (planes[upper + 1]! - planes[upper]!);
        const under = planes[lower]! + fx * (planes[lower + 1]! - planes[lower]!);
        into[at] = over + down[k]! * (under - over);
      }
    }
  };
}

/** The pixel before a coordinate from −1 to 1, and how far it lies towards the next one. */
function split(coordinate: number): [number, number] {
  const last = IMAGE_SIDE - 1;
  const place = Math.min(last, Math.max(0, (coordinate + 1) / 2 * IMAGE_SIDE - 0.5));
  const before = Math.min(Math.floor(place), last - 1);
  return [before, place - before];
}
