import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { forward } from "./_forward.ts";
import {
  dot,
  everyArchitecture,
  extrapolatedDerivative,
  length,
  moved,
  normalVector,
  randomPoint,
} from "./_testing.ts";
import { gradient, hessianVectorProduct } from "./mod.ts";

const instances = [
  fc.constantFrom(...everyArchitecture),
  fc.nat(),
  fc.integer({ min: 1, max: 4 }),
] as const;

Deno.test("the product agrees with extrapolated differences of the gradient", () => {
  fc.assert(
    fc.property(...instances, (architecture, seed, count) => {
      const { theta, batch } = randomPoint(architecture, { seed, count });
      const isReLU = architecture.activation === "relu";
      // Almost everywhere: differences across a kink would see its delta function.
      const { hidden } = forward(architecture, { theta, batch });
      fc.pre(
        !isReLU ||
          hidden.every(({ preactivations }) => preactivations.every((z) => Math.abs(z) > 5e-3)),
      );
      const direction = normalVector(theta.length, seed + 1);
      const vector = direction.map((entry) => entry / length(direction));
      const product = hessianVectorProduct(architecture, { theta, batch, vector });
      const expected = extrapolatedDerivative(
        (step) => gradient(architecture, { theta: moved(theta, { step, vector }), batch }),
        isReLU ? 1e-3 : .05,
      );
      const difference = product.map((entry, i) => entry - expected[i]!);
      const scale = 1 + length(product) + length(gradient(architecture, { theta, batch }));
      assertLess(length(difference), 1e-10 * scale);
    }),
    { numRuns: 200, maxSkipsPerRun: 1000 },
  );
});

Deno.test("u·Hv equals v·Hu to 1e-13", () => {
  fc.assert(
    fc.property(...instances, (architecture, seed, count) => {
      const point = randomPoint(architecture, { seed, count });
      const u = normalVector(point.theta.length, seed + 1);
      const v = normalVector(point.theta.length, seed + 2);
      const along = hessianVectorProduct(architecture, { ...point, vector: v });
      const across = hessianVectorProduct(architecture, { ...point, vector: u });
      const scale = length(u) * length(along) + length(v) * length(across);
      assertAlmostEquals(dot(u, along), dot(v, across), 1e-13 * scale);
    }),
    { numRuns: 300 },
  );
});

Deno.test("linear regression: the Hessian is XᵀX/n wherever it is taken", () => {
  const model = { widths: [2, 1], activation: "linear", loss: "squared", bias: true } as const;
  const inputs = Float64Array.of(1, 2, 3, -1);
  const batch = { inputs, targets: Float64Array.of(1, 2), count: 2 };
  // With a column of ones for the bias, XᵀX = [[10, -1, 4], [-1, 5, 1], [4, 1, 2]].
  const columns = [[5, -.5, 2], [-.5, 2.5, .5], [2, .5, 1]];
  for (const theta of [new Float64Array(3), Float64Array.of(7, -8, 9)]) {
    columns.forEach((column, axis) => {
      const vector = new Float64Array(3);
      vector[axis] = 1;
      const product = hessianVectorProduct(model, { theta, batch, vector });
      assertEquals(product, Float64Array.from(column));
    });
  }
});

Deno.test("the product is linear in the vector and leaves its arguments as they are", () => {
  const architecture = everyArchitecture.find(({ widths }) => widths.length === 4)!;
  const point = randomPoint(architecture, { seed: 3, count: 3 });
  const vector = normalVector(point.theta.length, 4);
  const before = structuredClone({ point, vector });
  const product = hessianVectorProduct(architecture, { ...point, vector });
  assertEquals({ point, vector }, before);
  const doubled = hessianVectorProduct(architecture, {
    ...point,
    vector: vector.map((entry) => 2 * entry),
  });
  assertEquals(doubled, product.map((entry) => 2 * entry));
});

Deno.test("a vector of another length is refused with both numbers", () => {
  const [architecture] = everyArchitecture;
  const point = randomPoint(architecture!, { seed: 5, count: 2 });
  assertThrows(
    () => hessianVectorProduct(architecture!, { ...point, vector: new Float64Array(17) }),
    RangeError,
    "vector must have 18 entries, found 17",
  );
});
