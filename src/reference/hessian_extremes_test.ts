import { assertAlmostEquals, assertThrows } from "@std/assert";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { everyArchitecture, normalVector, randomPoint } from "./_testing.ts";
import { type Architecture, hessianExtremes, hessianVectorProduct, type Point } from "./mod.ts";

function denseEigenvalues(architecture: Architecture, point: Point): number[] {
  const size = point.theta.length;
  const hessian = Matrix.zeros(size, size);
  for (let axis = 0; axis < size; axis++) {
    const vector = new Float64Array(size);
    vector[axis] = 1;
    hessian.setColumn(axis, hessianVectorProduct(architecture, { ...point, vector }));
  }
  const symmetric = hessian.add(hessian.transpose()).mul(.5);
  return new EigenvalueDecomposition(symmetric, { assumeSymmetric: true }).realEigenvalues;
}

Deno.test("the extremes are those of the explicit Hessian's dense decomposition", () => {
  everyArchitecture.forEach((architecture, seed) => {
    const point = randomPoint(architecture, { seed, count: 5 });
    const eigenvalues = denseEigenvalues(architecture, point);
    const minimum = Math.min(...eigenvalues), maximum = Math.max(...eigenvalues);
    const expected = Math.max(-minimum, maximum);
    const start = normalVector(point.theta.length, seed + 100);
    const found = hessianExtremes(architecture, { ...point, start });
    assertAlmostEquals(found.norm, expected, 3e-12 * expected);
    assertAlmostEquals(found.minimum, minimum, 3e-12 * expected);
    assertAlmostEquals(found.maximum, maximum, 3e-12 * expected);
  });
});

Deno.test("a network of 533 parameters agrees as well", () => {
  const architecture = {
    widths: [16, 24, 5],
    activation: "tanh",
    loss: "cross-entropy",
    bias: true,
  } as const;
  const point = randomPoint(architecture, { seed: 1, count: 48 });
  const eigenvalues = denseEigenvalues(architecture, point);
  const { minimum, maximum, norm } = hessianExtremes(architecture, {
    ...point,
    start: normalVector(point.theta.length, 2),
  });
  assertAlmostEquals(minimum, Math.min(...eigenvalues), 3e-12 * norm);
  assertAlmostEquals(maximum, Math.max(...eigenvalues), 3e-12 * norm);
});

Deno.test("a start of another length is refused with both numbers", () => {
  const [architecture] = everyArchitecture;
  const point = randomPoint(architecture!, { seed: 3, count: 2 });
  assertThrows(
    () => hessianExtremes(architecture!, { ...point, start: normalVector(5, 1) }),
    RangeError,
    "vector must have 18 entries, found 5",
  );
});
