import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { apart, entries, matrixOf, orthogonal, type Update, updates } from "./_matrices_testing.ts";
import {
  cosine,
  dot,
  gramSchmidt,
  gramStatistics,
  meanAbsoluteCosine,
  nearestOrthogonal,
  norm,
  singularValues,
} from "./mod.ts";

const nearest = ({ layer, vector }: Update) =>
  matrixOf({ layer, vector: nearestOrthogonal(vector, { layers: [layer] }) });

Deno.test("of [[a, b], [c, d]] with ad > bc the nearest is a rotation by a known angle", () => {
  // The rotation by φ nearest to it has tan φ = (c − b)/(a + d): here (2 − (−1))/(3 + 1) = 3/4.
  const update = {
    layer: { offset: 0, rows: 2, columns: 2 },
    vector: Float64Array.of(3, -1, 2, 1),
  };
  assert(apart(nearest(update), new Matrix([[.8, -.6], [.6, .8]])) < 1e-15);
});

Deno.test("the smaller side is orthonormal, and the update is that times a positive matrix", () => {
  fc.assert(fc.property(updates, (update) => {
    const [tall, factor] = [matrixOf(update), nearest(update)].map((matrix) =>
      update.layer.rows < update.layer.columns ? matrix.transpose() : matrix
    );
    assert(apart(factor!.gram(), Matrix.eye(factor!.columns)) < 1e-12);
    // A = QH: what is left of A without its directions is symmetric and positive semidefinite.
    const lengths = factor!.transpose().mmul(tall!);
    assert(apart(lengths, lengths.transpose()) < 1e-10);
    const { realEigenvalues } = new EigenvalueDecomposition(lengths, { assumeSymmetric: true });
    assert(Math.min(...realEigenvalues) > -1e-10);
  }));
});

Deno.test("no other orthogonal matrix is nearer", () => {
  fc.assert(fc.property(updates, fc.nat({ max: 999 }), (update, seed) => {
    fc.pre(update.layer.rows === update.layer.columns);
    const matrix = matrixOf(update);
    const away = (other: Matrix) => Matrix.sub(matrix, other).norm();
    assert(away(nearest(update)) <= away(orthogonal(matrix.rows, seed)) + 1e-9);
  }));
});

Deno.test("an update of low rank becomes orthogonal too, and one that is orthogonal stays", () => {
  const d = 24, layer = { offset: 0, rows: d, columns: d };
  const low = Matrix.zeros(d, d);
  for (let r = 0; r < 3; r++) {
    const [left, right] = [1, 2].map((k) =>
      Matrix.columnVector(Array.from({ length: d }, (_, i) => Math.sin(k * (i + 1) * (r + 1))))
    );
    low.add(left!.mmul(right!.transpose()));
  }
  const flat = (matrix: Matrix) => Float64Array.from(matrix.to1DArray());
  const spectrum = singularValues(flat(low), { layer });
  assert(spectrum[2]! > 1 && spectrum[3]! < 1e-12);
  const found = nearestOrthogonal(flat(low), { layers: [layer] });
  const { offDiagonal, premise } = gramStatistics(found, { layers: [layer], gram: "columns" });
  assert(offDiagonal < 1e-12 && premise < 1e-12);
  const rotation = orthogonal(d, 5);
  assert(apart(nearest({ layer, vector: flat(rotation) }), rotation) < 1e-12);
});

Deno.test("what lies outside the layers stays, and nothing is changed in place", () => {
  const update = Float32Array.of(7, -2, 8);
  const found = nearestOrthogonal(update, { layers: [{ offset: 1, rows: 1, columns: 1 }] });
  assertEquals([...found], [7, -1, 8]);
  assertEquals([...update], [7, -2, 8]);
});

Deno.test("singular values fall, and their squares sum to that of the layer's norm", () => {
  fc.assert(fc.property(updates, ({ layer, vector }) => {
    const spectrum = singularValues(vector, { layer });
    assertEquals(spectrum.length, Math.min(layer.rows, layer.columns));
    assertEquals(spectrum, spectrum.toSorted((a, b) => b - a));
    const length = norm(vector.subarray(layer.offset));
    assertAlmostEquals(norm(Float64Array.from(spectrum)), length, 1e-12 * (1 + length));
  }));
});

const triples = fc.tuple(entries(7), entries(7), entries(7));

Deno.test("Gram and Schmidt's vectors are at right angles, of the old lengths, in the old spans", () => {
  fc.assert(fc.property(triples, (vectors) => {
    const smallest = singularValues(Float64Array.from(vectors.flatMap((vector) => [...vector])), {
      layer: { offset: 0, rows: 3, columns: 7 },
    })[2]!;
    fc.pre(smallest > .1);
    const found = gramSchmidt(vectors);
    assert(meanAbsoluteCosine(found) < 1e-13);
    found.forEach((vector, i) => {
      assertAlmostEquals(norm(vector), norm(vectors[i]!), 1e-12 * norm(vectors[i]!));
      // It leans towards its own vector, and no later one has any part in it.
      assert(dot(vector, vectors[i]!) > 0);
      for (const later of found.slice(i + 1)) assert(Math.abs(cosine(later, vectors[i]!)) < 1e-12);
    });
    assertAlmostEquals(cosine(found[0]!, vectors[0]), 1, 1e-15);
  }));
});

Deno.test("nearly parallel vectors are still made orthogonal", () => {
  const [first, second] = gramSchmidt([Float64Array.of(1, 1, 1), Float64Array.of(1, 1, 1 + 1e-7)]);
  assert(Math.abs(cosine(first!, second!)) < 1e-15);
});

Deno.test("vectors that depend on each other and broken updates are refused", () => {
  const row = Float64Array.of(1, 2, 3);
  const twice = row.map((entry) => -2 * entry);
  assertThrows(() => gramSchmidt([row, twice]), RangeError, "vector 1 orthogonal: nothing is left");
  assertThrows(() => gramSchmidt([new Float64Array(3)]), RangeError, "vector 0 orthogonal");
  assertThrows(() => gramSchmidt([row, Float64Array.of(1)]), RangeError, "of 3 with one of 1");
  const layer = { offset: 0, rows: 1, columns: 2 };
  for (const bad of [NaN, Infinity]) {
    const broken = Float64Array.of(1, bad);
    assertThrows(() => nearestOrthogonal(broken, { layers: [layer] }), RangeError, "diverge?");
    assertThrows(() => singularValues(broken, { layer }), RangeError, "diverge?");
  }
});
