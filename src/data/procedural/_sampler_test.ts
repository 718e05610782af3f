import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { stream } from "../../random/mod.ts";
import { Canvas } from "./_canvas.ts";
import { finish } from "./_finish.ts";
import { hsv, Sampler } from "./_sampler.ts";

const open = (...key: (string | number)[]) => new Sampler(stream("sampler test", ...key));

// python3: import colorsys; colorsys.hsv_to_rgb(h, s, v)
Deno.test("hues are the colours of Python's colorsys", () => {
  const cases = [
    [[0, 0.9, 0.8], [0.8, 0.07999999999999999, 0.07999999999999999]],
    [[0.14, 0.9, 0.85], [0.85, 0.7276, 0.08499999999999998]],
    [[0.4, 0.5, 0.6], [0.3, 0.6, 0.4200000000000001]],
    [[0.61, 0.9, 0.75], [0.07499999999999998, 0.3044999999999999, 0.75]],
    [[0.75, 1, 1], [0.5, 0, 1]],
    [[0.95, 0.2, 0.3], [0.3, 0.24, 0.258]],
  ] as const;
  for (const [[hue, ...rest], colour] of cases) {
    hsv(hue, rest).forEach((part, c) => assertAlmostEquals(part, colour[c]!, 1e-12));
  }
});

Deno.test("a cloud has its knots in the corners and is linear between them", () => {
  const knots = open("cloud"), sampler = open("cloud");
  const expected = Array.from({ length: 16 }, () => knots.normal());
  const cloud = sampler.cloud(4);
  const corners = [cloud[0], cloud[15], cloud[240], cloud[255]];
  [0, 3, 12, 15].forEach((knot, i) => assertAlmostEquals(corners[i]!, expected[knot]!, 1e-12));
  // Knots stand five pixels apart.
  assertAlmostEquals(cloud[2]!, (3 * expected[0]! + 2 * expected[1]!) / 5, 1e-12);
  assertAlmostEquals(cloud[16 * 5 + 10]!, expected[4 + 2]!, 1e-12);
});

Deno.test("three clouds are those that three calls would give", () => {
  const [one, other] = [open("clouds"), open("clouds")];
  const planes = one.clouds(3);
  for (const c of [0, 1, 2]) assertEquals(planes.slice(256 * c, 256 * (c + 1)), other.cloud(3));
});

Deno.test("two colours differ by the contrast asked for, and colours keep their bounds", () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 0.5, noNaN: true }), (seed, contrast) => {
      const [one, other] = open(seed).colours(contrast);
      assert(one.some((part, c) => Math.abs(part - other[c]!) >= contrast));
      const colour = open(seed).colour(0.5, 0.4);
      const most = Math.max(...colour), least = Math.min(...colour);
      assert(most >= 0.4 && most <= 1 && least <= most / 2 + 1e-12 && least >= 0);
      const near = open(seed).near(colour, 2);
      assert(near.every((part) => part >= 0 && part <= 1));
    }),
  );
});

Deno.test("an affine map keeps its bounds", () => {
  fc.assert(fc.property(fc.nat(), (seed) => {
    const map = open(seed).affine({ turn: 0.2, scale: [0.5, 0.8], shear: 0.3, shift: 0.1 });
    const [x0, y0] = map([0, 0]), [x1, y1] = map([1, 0]), [x2, y2] = map([0, 1]);
    assert(Math.max(Math.abs(x0), Math.abs(y0)) <= 0.1, "shift");
    const [ax, ay, bx, by] = [x1 - x0, y1 - y0, x2 - x0, y2 - y0];
    const scale = Math.hypot(ax, ay);
    assert(scale > 0.5 - 1e-12 && scale < 0.8 + 1e-12, "scale");
    assert(Math.abs(Math.atan2(ay, ax)) <= 0.2 + 1e-12, "turn");
    assertAlmostEquals(ax * by - ay * bx, scale ** 2, 1e-12, "shear keeps areas");
    assert(Math.abs(ax * bx + ay * by) / scale ** 2 <= 0.3 + 1e-12, "shear");
  }));
});

Deno.test("at difficulty 0 finishing only clips, and takes nothing from chance", () => {
  const sampler = open("finish");
  const canvas = finish(new Canvas([-0.5, 0.25, 2]), sampler, { difficulty: 0 });
  assertEquals([0, 256, 512].map((at) => canvas.planes[at]), [0, 0.25, 1]);
  assertEquals(sampler.normal(), open("finish").normal());
});

Deno.test("finishing spoils in proportion to the difficulty", () => {
  const spread = (difficulty: number) => {
    const options = { difficulty, occlusion: 0, contrast: 0, clouds: 0 };
    const { planes } = finish(new Canvas([0.5, 0.5, 0.5]), open("spread"), options);
    return Math.sqrt(planes.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / planes.length);
  };
  // The standard error of a standard deviation of 768 numbers is 2.6 %.
  assertAlmostEquals(spread(1), 0.1, 0.01);
  assertAlmostEquals(spread(0.5), 0.05, 0.005);
});
