import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { Canvas } from "./_canvas.ts";
import { FAMILIES } from "./families.ts";
import { sensor } from "./sensor.ts";
import { ellipse, strokes } from "./_shapes.ts";

const NAMES = Object.keys(FAMILIES);
const picture = () =>
  new Canvas([0.2, 0.3, 0.7])
    .paint(ellipse([-0.3, 0.2], { width: 0.3, height: 0.3 }), [0.9, 0.1, 0.2]);

Deno.test("without strength nothing changes", () => {
  const canvas = picture();
  sensor("strokes", { turn: 1, strength: 0 })(canvas);
  canvas.planes.forEach((value, at) => assertAlmostEquals(value, picture().planes[at]!, 1e-12));
});

Deno.test("the map of a task is fixed, and no two tasks have the same", () => {
  const seen = NAMES.map((name) => {
    const [one, other] = [picture(), picture()];
    sensor(name, { turn: 1, strength: 1 })(one);
    const again = sensor(name, { turn: 1, strength: 1 });
    again(picture());
    again(other);
    assertEquals(one.planes, other.planes);
    return one.planes.join();
  });
  assertEquals(new Set(seen).size, NAMES.length);
});

Deno.test("grey stays grey, with a gain of .75 to 1 and a brightness within .12", () => {
  for (const name of NAMES) {
    const see = sensor(name, { turn: -1, strength: 1 });
    const [middle, light] = [0.5, 0.9].map((value) => {
      const canvas = new Canvas([value, value, value]);
      see(canvas);
      canvas.planes.forEach((part) => assertAlmostEquals(part, canvas.planes[0]!, 1e-12));
      return canvas.planes[0]!;
    });
    const gain = (light! - middle!) / 0.4;
    assert(gain >= 0.75 - 1e-12 && gain <= 1 + 1e-12, `gain ${gain}`);
    assert(Math.abs(middle! - 0.5) <= 0.12 + 1e-12, `brightness ${middle! - 0.5}`);
  }
});

/** Angle of a bright bar's longer axis, from the right, clockwise. */
function tilt({ planes }: Canvas): number {
  let xx = 0, xy = 0, yy = 0;
  for (let k = 0; k < 256; k++) {
    const x = k % 16 - 7.5, y = Math.floor(k / 16) - 7.5, weight = planes[k]! - planes[0]!;
    xx += weight * x * x;
    xy += weight * x * y;
    yy += weight * y * y;
  }
  return Math.atan2(2 * xy, xx - yy) / 2;
}

Deno.test("turn 1 turns a level bar clockwise and −1 the other way", () => {
  for (const name of NAMES) {
    for (const turn of [1, -1] as const) {
      const canvas = new Canvas([0, 0, 0]).paint(strokes([[[-0.6, 0], [0.6, 0]]], 0.1), [1, 1, 1]);
      sensor(name, { turn, strength: 1 })(canvas);
      assert(turn * tilt(canvas) > 0.2 && turn * tilt(canvas) < 0.5, `${name}: ${tilt(canvas)}`);
    }
  }
});

Deno.test("colours change their hue", () => {
  for (const name of NAMES) {
    const canvas = new Canvas([0.8, 0.3, 0.3]);
    sensor(name, { turn: 1, strength: 1 })(canvas);
    const [red, green, blue] = [0, 256, 512].map((at) => canvas.planes[at]!);
    assertNotEquals(green!.toFixed(3), blue!.toFixed(3));
    assert(Math.abs(green! - blue!) > 0.1 * Math.abs(red! - green!), name);
  }
});
