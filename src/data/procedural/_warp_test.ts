import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { stream } from "../../random/mod.ts";
import { PIXELS } from "./_canvas.ts";
import { hueRotation } from "./_hue.ts";
import { type Warp, warp } from "./_warp.ts";

const random = stream("warp test");
const picture = Float64Array.from({ length: 3 * PIXELS }, () => random.uniform());
const STILL: Warp = { angle: 0, scale: 1, shear: 0, shift: [0, 0] };

function warped(change: Partial<Warp>, planes = picture): Float64Array {
  const into = new Float64Array(3 * PIXELS);
  warp({ ...STILL, ...change })(planes, into);
  return into;
}

/** Every value of a warped picture is that of the place that `from` gives, of the same colour. */
function assertMoved(change: Partial<Warp>, from: (row: number, column: number) => number) {
  const result = warped(change);
  for (let at = 0; at < 3 * PIXELS; at++) {
    const k = at % PIXELS;
    const expected = picture[at - k + from(Math.floor(k / 16), k % 16)]!;
    assertAlmostEquals(result[at]!, expected, 1e-12);
  }
}

Deno.test("a warp that does nothing changes nothing", () => {
  assertMoved({}, (row, column) => 16 * row + column);
});

Deno.test("a shift looks at the place beside, and beyond the border at the border", () => {
  assertMoved({ shift: [2 / 16, 0] }, (row, column) => 16 * row + Math.min(15, column + 1));
  assertMoved({ shift: [0, -3 / 8] }, (row, column) => 16 * Math.max(0, row - 3) + column);
});

Deno.test("a quarter turn of the places looked at turns the picture back by a quarter", () => {
  // The place (x, y) looks at (−y, x): column c of row r at column 15 − r of row c.
  assertMoved({ angle: Math.PI / 2 }, (row, column) => 16 * column + 15 - row);
});

Deno.test("scale 2 looks half as far from the middle, half way between the pixels there", () => {
  // The first pixel's centre is −15/16; half is −15/32, which lies at (1 − 15/32) · 8 − 1/2 = 3.75.
  const ramp = Float64Array.from({ length: 3 * PIXELS }, (_, at) => at % 16);
  const result = warped({ scale: 2 }, ramp);
  assertAlmostEquals(result[0]!, 3.75, 1e-12);
  assertAlmostEquals(result[15]!, 11.25, 1e-12);
});

Deno.test("shear moves the columns looked at by the row's place", () => {
  // The first row's centre is at y = −15/16; a shear of 2/15 moves it by −1/8, one pixel.
  const ramp = Float64Array.from({ length: 3 * PIXELS }, (_, at) => at % 16);
  assertAlmostEquals(warped({ shear: 2 / 15 }, ramp)[8]!, 7, 1e-12);
});

Deno.test("interpolation stays between the values there are", () => {
  const [least, most] = [Math.min(...picture), Math.max(...picture)];
  const number = (max: number) => fc.double({ min: -max, max, noNaN: true });
  fc.assert(fc.property(number(4), number(1), number(1), (angle, shear, shift) => {
    const result = warped({ angle, shear, shift: [shift, -shift] });
    assertEquals(result.every((v) => v >= least - 1e-12 && v <= most + 1e-12), true);
  }));
});

Deno.test("a third of a turn of the hue exchanges the colours, and grey stays grey", () => {
  const third = hueRotation(2 * Math.PI / 3);
  // Red becomes green, green blue, blue red.
  const expected = [0, 0, 1, 1, 0, 0, 0, 1, 0];
  third.forEach((part, i) => assertAlmostEquals(part, expected[i]!, 1e-12));
  fc.assert(fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (angle) => {
    const m = hueRotation(angle);
    for (const row of [0, 3, 6]) assertAlmostEquals(m[row]! + m[row + 1]! + m[row + 2]!, 1, 1e-12);
    const back = hueRotation(-angle);
    for (let i = 0; i < 9; i++) {
      assertAlmostEquals(back[i]!, m[i % 3 * 3 + Math.floor(i / 3)]!, 1e-12);
    }
  }));
});
