import type { RandomStream } from "../../random/mod.ts";
import { IMAGE_SIDE } from "../task_suite.ts";

/** Pixels of an image. */
export const PIXELS = IMAGE_SIDE ** 2;

/** Red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];
/** A place on the canvas: x to the right and y down, both from −1 to 1. */
export type Point = readonly [x: number, y: number];
/** How much of each pixel is covered, `[256]`, 0 to 1, rows from the top. */
export type Cover = Float64Array;
/** Red, then green, then blue of each pixel, `[3, 256]`. */
export type Planes = Float64Array;

/** Coordinate of the centre of each pixel of a row or column, `[16]`. */
export const CENTRES: Float64Array = Float64Array.from(
  { length: IMAGE_SIDE },
  (_, n) => (n + 0.5) / IMAGE_SIDE * 2 - 1,
);
/** x of each pixel's centre, `[256]`. */
export const X: Float64Array = Float64Array.from(
  { length: PIXELS },
  (_, k) => CENTRES[k % IMAGE_SIDE]!,
);
/** y of each pixel's centre, `[256]`. */
export const Y: Float64Array = Float64Array.from(
  { length: PIXELS },
  (_, k) => CENTRES[Math.floor(k / IMAGE_SIDE)]!,
);

/** An image that is being drawn; values may leave 0 to 1 until it is clipped. */
export class Canvas {
  /** `[3, 256]`. */
  readonly planes: Planes = new Float64Array(3 * PIXELS);

  constructor(background: Colour) {
    for (let c = 0; c < 3; c++) this.planes.fill(background[c]!, c * PIXELS, (c + 1) * PIXELS);
  }

  /** Lays one colour, or a colour for each pixel, over what is covered. */
  paint(cover: Cover, colour: Colour | Planes): this {
    const { planes } = this;
    const each = colour instanceof Float64Array ? colour : undefined;
    for (let c = 0; c < 3; c++) {
      const one = colour[c]!;
      for (let k = 0, at = c * PIXELS; k < PIXELS; k++, at++) {
        const above = each === undefined ? one : each[at]!;
        planes[at] = planes[at]! + (above - planes[at]!) * cover[k]!;
      }
    }
    return this;
  }

  /** Adds `scale` times a field, `[256]` for all colours alike or `[3, 256]`. */
  add(field: Float64Array, scale: number): this {
    const { planes } = this;
    const period = field.length;
    for (let at = 0, k = 0; at < planes.length; at++, k++) {
      if (k === period) k = 0;
      planes[at]! += scale * field[k]!;
    }
    return this;
  }

  /** Adds independent normal numbers to all values. */
  roughen(random: RandomStream, deviation: number): this {
    const { planes } = this;
    for (let at = 0; at < planes.length; at++) planes[at]! += deviation * random.normal();
    return this;
  }

  /** Adds a constant to each colour. */
  tint(shift: Colour): this {
    for (let c = 0; c < 3; c++) {
      for (let at = c * PIXELS; at < (c + 1) * PIXELS; at++) this.planes[at]! += shift[c]!;
    }
    return this;
  }

  /** Replaces every value v by `gain` v + `offset`. */
  scale(gain: number, offset = 0): this {
    for (let at = 0; at < this.planes.length; at++) {
      this.planes[at] = gain * this.planes[at]! + offset;
    }
    return this;
  }

  /** Exchanges left and right. */
  mirror(): this {
    for (let row = 0; row < this.planes.length; row += IMAGE_SIDE) {
      this.planes.subarray(row, row + IMAGE_SIDE).reverse();
    }
    return this;
  }

  /** Limits every value to 0 to 1. */
  clip(): this {
    const { planes } = this;
    for (let at = 0; at < planes.length; at++) {
      planes[at] = Math.min(1, Math.max(0, planes[at]!));
    }
    return this;
  }

  /** Writes the image as bytes, `[16, 16, 3]`, from `offset` on: clipped, times 255, rounded. */
  write(into: Uint8Array, offset: number): void {
    for (let k = 0, at = offset; k < PIXELS; k++) {
      for (let c = 0; c < 3; c++, at++) {
        const value = this.planes[c * PIXELS + k]!;
        into[at] = Math.floor(255 * Math.min(1, Math.max(0, value)) + 0.5);
      }
    }
  }
}
