import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { stream } from "../../src/random/mod.ts";
import { judged } from "../_judged_testing.ts";
import { featureCovariance, moments, sensitivities, weightCosine } from "./layer.ts";
import { decorrelated, OPPOSED, unwhitened } from "./layers.ts";
import * as claim from "./mod.ts";
import { departuresOf, requirePremises } from "./premises.ts";
import { STATED, WITH_DECORRELATION } from "./settings.ts";

const MET = { centred: 0, whitened: 0, specialised: 0 };

Deno.test("the construction: mean 0, covariance I, sensitivities [1, 0] and [0, 1], cosine −.8", () => {
  const { mean, covariance } = moments(OPPOSED);
  assertEquals(mean, [0, 0, 0]);
  assertEquals(covariance, [[1, 0, 0], [0, 1, 0], [0, 0, 1]]);
  assertEquals(sensitivities(OPPOSED), [[1, 0], [0, 1]]);
  assertAlmostEquals(weightCosine(OPPOSED, [0, 1]), -0.8, 1e-15);
  assertEquals(featureCovariance(OPPOSED, [0, 1]), -4);
  assertEquals(departuresOf(OPPOSED), { ...MET, decorrelated: 4 });
});

Deno.test("its moments and sensitivities are those of samples", () => {
  const random = stream(1, "samples");
  const n = 40_000;
  const active = [[0, 0], [0, 0]];
  let product = 0;
  for (let i = 0; i < n; i++) {
    const s = i % 2 ? -1 : 1;
    const [x1, x2] = [0, 0].map(() => Math.sqrt(3) * (2 * random.uniform() - 1)) as [
      number,
      number,
    ];
    const [z1, z2] = [x1 + 2 * s, x2 - 2 * s];
    active[s === 1 ? 0 : 1]![0]! += 2 * Number(z1 > 0) / n;
    active[s === 1 ? 0 : 1]![1]! += 2 * Number(z2 > 0) / n;
    product += z1 * z2 / n;
  }
  active.flat().forEach((share, i) => assertAlmostEquals(share, [1, 0, 0, 1][i]!, 1e-9));
  // Four standard errors; the variance of z₁z₂ is 9 = 1 + 2·4.
  assertAlmostEquals(product, -4, 4 * 3 / Math.sqrt(n));
});

Deno.test("decorrelated layers meet every premise to the bit, and differ", () => {
  const layers = [0, 1, 2, 3].map((seed) => decorrelated(stream(seed, "layers")));
  for (const layer of layers) {
    assertEquals(departuresOf(layer), { ...MET, decorrelated: 0 });
    assertEquals(sensitivities(layer), [[0.5, 0], [0, 0.5]]);
    assertEquals(weightCosine(layer, [0, 1]), 0);
  }
  assertEquals(new Set(layers.map(({ weights }) => weights.join())).size, 4);
});

Deno.test("a stretched coordinate breaks whitening alone, and orthogonality with it", () => {
  const layer = unwhitened(stream(0, "layers"));
  const { whitened, ...others } = departuresOf(layer);
  assertEquals(others, { centred: 0, specialised: 0, decorrelated: 0 });
  assertNotEquals(whitened, 0);
  assertNotEquals(weightCosine(layer, [0, 1]), 0);
});

Deno.test("a layer that breaks a premise is refused, and one that does not break its own", () => {
  const stretched = departuresOf(unwhitened(stream(0, "layers")));
  assertThrows(() => requirePremises(stretched, { met: STATED }), RangeError, "to be whitened");
  requirePremises(stretched, { met: WITH_DECORRELATION, broken: "whitened" });
  const opposed = departuresOf(OPPOSED);
  requirePremises(opposed, { met: STATED });
  assertThrows(
    () => requirePremises(opposed, { met: STATED, broken: "whitened" }),
    RangeError,
    "not whitened",
  );
  assertThrows(
    () => requirePremises(opposed, { met: WITH_DECORRELATION }),
    RangeError,
    "to be decorrelated: it departs from that by 4",
  );
});

Deno.test("a feature whose kink is within reach has no exact sensitivity", () => {
  assertThrows(
    () => sensitivities({ ...OPPOSED, weights: [[1, 0, 1.5], [0, 1, -2]] }),
    RangeError,
    "Cannot give the sensitivity of feature 0",
  );
});

Deno.test("a task insensitive to its own feature is not specialised", () => {
  const dead = { ...OPPOSED, weights: [[1, 0, 0], [0, 1, -2]], threshold: 2 };
  assertThrows(() => sensitivities({ ...dead, threshold: 0 }), RangeError);
  assertEquals(departuresOf({ ...dead, weights: [[1, 0, 0], [0, 1, -4]] }).specialised, 1);
});

Deno.test("as stated it is refuted by −.8, with decorrelation supported", async () => {
  const { settled } = await judged(claim);
  assertEquals(settled, {
    "block-orthogonality": "refuted",
    "plus-decorrelated-features": "supported",
  });
});
