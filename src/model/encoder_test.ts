import { assertEquals } from "@std/assert";
import { type Architecture, layout, parameterCount } from "../reference/mod.ts";
import { encoderSize, mlpEncoder, parameterPlaces } from "./mod.ts";

for (const bias of [true, false]) {
  const architecture: Architecture = {
    ...{ widths: [4, 3, 5, 2], activation: "tanh", loss: "squared", bias },
  };
  const encoder = mlpEncoder(architecture);

  Deno.test(`an MLP's parameters lie where the reference's do, biases: ${bias}`, () => {
    const expected = layout(architecture).flatMap(({ weight, bias }, l) => {
      const { rows, columns, offset } = weight;
      const place = { layout: "in-out" as const, offset, length: rows * columns };
      const weights = { name: `w${l}`, shape: [rows, columns], ...place };
      return bias ? [weights, { name: `b${l}`, shape: [bias.length], ...bias }] : [weights];
    });
    assertEquals(parameterPlaces(encoder), expected);
    assertEquals(encoderSize(encoder), parameterCount(architecture));
  });
}

Deno.test("a parameter of no dimension has one entry, and no parameters are no entries", () => {
  const parameters = [{ name: "scale", shape: [] }, { name: "w", shape: [2, 3] }];
  assertEquals(parameterPlaces({ parameters }).map(({ offset }) => offset), [0, 1]);
  assertEquals([encoderSize({ parameters }), encoderSize({ parameters: [] })], [7, 0]);
});
