import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import { stream } from "../../src/random/mod.ts";
import { gaussian, logUniform, orthonormalised, withSingularValues } from "./draw.ts";
import { hadamardSign } from "./hadamard.ts";
import {
  combined,
  gramOf,
  hadamard,
  identity,
  mapped,
  type Matrix,
  matrix,
  product,
  squaredNorm,
  transposed,
} from "./matrix.ts";

const size = fc.integer({ min: 1, max: 9 });
const distance = (a: Matrix, b: Matrix) => Math.sqrt(squaredNorm(combined([1, a], [-1, b])));
const toMl = ({ rows, columns, data }: Matrix) => MlMatrix.from1DArray(rows, columns, data);

Deno.test("products, transposes and sums are ml-matrix's", () => {
  fc.assert(fc.property(fc.integer(), size, size, size, (seed, n, m, k) => {
    const random = stream(seed);
    const a = gaussian(random, { rows: n, columns: m });
    const b = gaussian(random, { rows: m, columns: k });
    const c = gaussian(random, { rows: n, columns: m });
    assertAlmostEquals(
      MlMatrix.sub(toMl(product(a, b)), toMl(a).mmul(toMl(b))).norm(),
      0,
      1e-13,
    );
    assertEquals([...transposed(a).data], toMl(a).transpose().to1DArray());
    assertEquals([...combined([2, a], [-1, c]).data], toMl(a).mul(2).sub(toMl(c)).to1DArray());
    assertEquals([...hadamard(a, c).data], toMl(a).mul(toMl(c)).to1DArray());
    assertEquals([...mapped(a, Math.abs).data], toMl(a).abs().to1DArray());
  }));
});

Deno.test("orthonormalised columns are orthonormal, and span what they did from the left", () => {
  fc.assert(fc.property(fc.integer(), size, size, (seed, extra, columns) => {
    const drawn = gaussian(stream(seed), { rows: columns + extra, columns });
    const made = orthonormalised(drawn);
    assert(distance(gramOf(made), identity({ rows: columns, columns })) < 1e-13 * columns);
    // Coordinates of the drawn columns along the made ones: upper triangular, positive diagonal.
    const along = product(transposed(made), drawn);
    for (let i = 0; i < columns; i++) {
      assert(along.data[i * columns + i]! > 0);
      for (let j = 0; j < i; j++) assertAlmostEquals(along.data[i * columns + j]!, 0, 1e-13);
    }
    assert(distance(product(made, along), drawn) < 1e-13);
  }));
});

Deno.test("columns that depend on each other, or are too many, cannot be made orthonormal", () => {
  const equal = matrix({ rows: 3, columns: 2 }, (i) => i + 1);
  assertThrows(() => orthonormalised(equal), RangeError, "column 1 depends on those before");
  assertThrows(
    () => orthonormalised(gaussian(stream(0), { rows: 2, columns: 3 })),
    RangeError,
    "3 columns of 2 entries",
  );
});

Deno.test("a matrix has the singular values that it was to have", () => {
  for (const shape of [{ rows: 6, columns: 4 }, { rows: 3, columns: 7 }]) {
    const made = withSingularValues([5, 2, 0.25], { random: stream(1, shape.rows), shape });
    const found = new SingularValueDecomposition(toMl(made), { autoTranspose: true }).diagonal;
    [5, 2, 0.25].forEach((value, i) => assertAlmostEquals(found[i]!, value, 1e-14));
  }
});

Deno.test("Sylvester's matrices have orthogonal columns", () => {
  const order = { rows: 16, columns: 16 };
  const scaled = mapped(identity(order), (entry) => 16 * entry);
  assertEquals(gramOf(matrix(order, hadamardSign)), scaled);
  assertEquals([hadamardSign(0, 3), hadamardSign(1, 3), hadamardSign(3, 3)], [1, -1, 1]);
});

Deno.test("log-uniform numbers keep their bounds, and half lie below the geometric mean", () => {
  const random = stream(3);
  const drawn = Array.from({ length: 1000 }, () => logUniform(random, [1e-2, 1e4]));
  assert(drawn.every((value) => value >= 1e-2 && value <= 1e4));
  const below = drawn.filter((value) => value < 10).length;
  assert(Math.abs(below - 500) < 4 * Math.sqrt(250), `${below} of 1000 below 10`);
});
