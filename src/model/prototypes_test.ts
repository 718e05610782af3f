import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { spread } from "../engine/_spread.ts";
import { prototypeHead } from "./mod.ts";

const embeddings = spread(60);
const labels = Uint16Array.from({ length: 20 }, (_, i) => i % 4);
const make = (overrides: Partial<Parameters<typeof prototypeHead>[0]> = {}) =>
  prototypeHead({ embeddings, labels, classes: 4, scale: 16, ...overrides });

Deno.test("a prototype is the direction of the mean of directions", () => {
  // (1, 0) and (0, 1), of lengths that must not matter: their mean points to (1, 1).
  const head = make({
    embeddings: Float32Array.of(10, 0, 0, .1, -1, 0),
    labels: Uint16Array.of(0, 0, 1),
    classes: 2,
  });
  assertEquals(head.prototypes, Float32Array.of(Math.SQRT1_2, Math.SQRT1_2, -1, 0));
  assertEquals([head.classes, head.width, head.scale], [2, 2, 16]);
});

Deno.test("prototypes have norm 1, and are not centred", () => {
  const { prototypes, width } = make({ embeddings: embeddings.map((x) => x + 2) });
  for (let c = 0; c < 4; c++) {
    const prototype = prototypes.subarray(c * width, (c + 1) * width);
    assertAlmostEquals(Math.hypot(...prototype), 1, 1e-7);
    prototype.forEach((x) => assertEquals(x > 0, true));
  }
});

Deno.test("neither the order nor the lengths of examples play a part", () => {
  const { prototypes } = make();
  const order = fc.shuffledSubarray([...labels.keys()], { minLength: 20 });
  fc.assert(fc.property(order, fc.integer({ min: 1, max: 9 }), (rows, factor) => {
    const found = make({
      embeddings: Float32Array.from(
        rows.flatMap((row) =>
          [...embeddings.subarray(row * 3, row * 3 + 3)].map((x) => x * factor)
        ),
      ),
      labels: Uint16Array.from(rows, (row) => labels[row]!),
    });
    found.prototypes.forEach((x, i) => assertAlmostEquals(x, prototypes[i]!, 3e-7));
  }));
});

Deno.test("a class without an example or a direction, and a label that is no class, are refused", () => {
  const refused = (overrides: Parameters<typeof make>[0], message: string) =>
    assertThrows(() => make(overrides), RangeError, message);
  refused({ classes: 5 }, "class 4 has no example");
  refused({ classes: 3 }, "example 3 has the label 3");
  refused({ embeddings: new Float32Array(60) }, "class 0 has no example with a direction");
  refused({ embeddings: embeddings.subarray(1) }, "59 numbers are not embeddings of 20 examples");
  refused({ labels: new Uint16Array(0) }, "embeddings of 0 examples");
});
