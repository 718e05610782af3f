import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { normalVector } from "./_testing.ts";
import { ritzPairs } from "./_tridiagonal.ts";

Deno.test("eigenvalues and last entries are those of a dense decomposition", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (order, seed) => {
      const diagonal = Array.from(normalVector(order, seed));
      const offDiagonal = Array.from(normalVector(order - 1, seed + 1), Math.abs);
      const dense = Matrix.zeros(order, order);
      diagonal.forEach((entry, i) => dense.set(i, i, entry));
      offDiagonal.forEach((entry, i) => dense.set(i, i + 1, entry).set(i + 1, i, entry));
      const expected = new EigenvalueDecomposition(dense, { assumeSymmetric: true });
      const ascending = expected.realEigenvalues.map((value, i) => ({
        value,
        lastEntry: expected.eigenvectorMatrix.get(order - 1, i),
      })).sort((one, other) => one.value - other.value);
      ritzPairs({ diagonal, offDiagonal }).forEach(({ value, lastEntry }, i) => {
        assertAlmostEquals(value, ascending[i]!.value, 1e-13 * order);
        // Eigenvalues of such a matrix can be close, and their eigenvectors then less accurate.
        assertAlmostEquals(Math.abs(lastEntry), Math.abs(ascending[i]!.lastEntry), 1e-6);
      });
    }),
    { numRuns: 200, seed: 1 },
  );
});

Deno.test("the second difference matrix has the eigenvalues 2 − 2 cos(πk/(m + 1))", () => {
  const order = 50;
  const pairs = ritzPairs({
    diagonal: new Array(order).fill(2),
    offDiagonal: new Array(order - 1).fill(-1),
  });
  pairs.forEach(({ value, lastEntry }, i) => {
    const angle = Math.PI * (i + 1) / (order + 1);
    assertAlmostEquals(value, 2 - 2 * Math.cos(angle), 1e-14);
    const expected = Math.sqrt(2 / (order + 1)) * Math.abs(Math.sin(order * angle));
    assertAlmostEquals(Math.abs(lastEntry), expected, 1e-12);
  });
});

Deno.test("zero and diagonal matrices are their own answer", () => {
  assertEquals(ritzPairs({ diagonal: [3], offDiagonal: [] }), [{ value: 3, lastEntry: 1 }]);
  assertEquals(
    ritzPairs({ diagonal: [0, 0], offDiagonal: [0] }).map(({ value }) => value),
    [0, 0],
  );
  assertEquals(
    ritzPairs({ diagonal: [2, -1, 1], offDiagonal: [0, 0] }),
    [{ value: -1, lastEntry: 0 }, { value: 1, lastEntry: 1 }, { value: 2, lastEntry: 0 }],
  );
});
