import { assertAlmostEquals, assertEquals } from "@std/assert";
import { stream } from "../random/mod.ts";
import type { Architecture } from "../reference/mod.ts";
import { initialise, initialiseVit, parameterPlaces, vitEncoder } from "./mod.ts";

const NETWORK: Architecture = {
  widths: [400, 300, 200],
  activation: "tanh",
  loss: "squared",
  bias: true,
};

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

Deno.test("weights have variance 1/fan-in, biases 0.01", () => {
  const theta = initialise(NETWORK, stream(0, "base"));
  const sizes = [400 * 300, 300, 300 * 200, 200];
  const found = sizes.map((size, i) => {
    const start = sizes.slice(0, i).reduce((sum, size) => sum + size, 0);
    return deviation(theta.subarray(start, start + size));
  });
  [1 / 20, .1, 1 / Math.sqrt(300), .1].forEach((expected, i) =>
    assertAlmostEquals(found[i]!, expected, expected * 4 / Math.sqrt(2 * sizes[i]!))
  );
});

Deno.test("the same stream gives the same weights, another gives others", () => {
  const [first, again, other] = [1, 1, 2].map((seed) => initialise(NETWORK, stream(seed, "base")));
  assertEquals(first, again);
  assertEquals(first!.some((value, i) => value === other![i]), false);
});

Deno.test("a transformer's weights have variance 1/fan-in, its embeddings 0.02²", () => {
  const config = {
    ...{ tokens: 40, tokenWidth: 90, width: 60, layers: 1, heads: 2, mlpRatio: 3, outputs: 50 },
    classToken: true,
  };
  const theta = initialiseVit(config, stream(0, "base"));
  const fanIn = {
    "conv1.weight": 90,
    "proj": 60,
    "transformer.resblocks.0.mlp.c_proj.weight": 180,
  };
  for (const { name, shape, offset, length } of parameterPlaces(vitEncoder(config))) {
    const values = theta.subarray(offset, offset + length);
    if (name.endsWith("embedding") || shape.length === 2) {
      const expected = name.endsWith("embedding")
        ? .02
        : 1 / Math.sqrt(fanIn[name as keyof typeof fanIn] ?? 60);
      assertAlmostEquals(deviation(values), expected, expected * 4 / Math.sqrt(2 * length), name);
    } else {
      const constant = /ln_\w+\.weight/.test(name) ? 1 : 0;
      assertEquals(values.every((value) => value === constant), true, name);
    }
  }
});
