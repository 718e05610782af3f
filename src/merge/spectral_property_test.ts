import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Matrix, QrDecomposition, SVD } from "ml-matrix";
import { type RandomStream, stream } from "../random/mod.ts";
import { merge, type MergeMethod, type Vector } from "./mod.ts";

/** Coordinates after the matrix, which belong to none. */
const LOOSE = 3;

interface Case {
  readonly vectors: readonly Float64Array[];
  readonly rows: number;
  readonly columns: number;
  readonly random: RandomStream;
}

/** T normal matrices whose smaller side is at least T, with some coordinates more. */
const cases = fc.tuple(
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 5 }),
  fc.integer(),
).map(([tasks, more, wider, seed]): Case => {
  const random = stream(seed);
  const [rows, columns] = [tasks + more, tasks + wider];
  const vectors = Array.from({ length: tasks }, () => normal(random, rows * columns + LOOSE));
  return { vectors, rows, columns, random };
});

const normal = (random: RandomStream, length: number) =>
  Float64Array.from({ length }, () => random.normal());
const layersOf = ({ rows, columns }: Case) => [{ offset: 0, rows, columns }];
const methods = (one: Case): MergeMethod[] => [
  { kind: "tsv", layers: layersOf(one) },
  { kind: "iso-c", layers: layersOf(one) },
];
const matrixIn = (vector: Vector, { rows, columns }: Case) =>
  Matrix.from1DArray(rows, columns, vector.subarray(0, rows * columns));
const valuesOf = (matrix: Matrix) => new SVD(matrix, { autoTranspose: true }).diagonal;
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Random sides are ill-conditioned now and then: rounding grows with what they are divided by. */
function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  assertEquals(actual.length, expected.length);
  Array.from(actual, (value, i) => assertAlmostEquals(value, expected[i]!, 1e-8, `entry ${i}`));
}

Deno.test("one task's TSV-Merge is its vector", () => {
  fc.assert(fc.property(cases, (one) => {
    const vector = one.vectors[0]!;
    assertClose(merge([vector], { kind: "tsv", layers: layersOf(one) }), vector);
  }));
});

Deno.test("permuting tasks changes a spectral merge by rounding only", () => {
  fc.assert(fc.property(cases, (one) => {
    const permuted = one.random.shuffle([...one.vectors]);
    for (const method of methods(one)) {
      assertClose(merge(permuted, method), merge(one.vectors, method));
    }
  }));
});

Deno.test("a matrix and its transpose merge to a matrix and its transpose", () => {
  fc.assert(fc.property(cases, (one) => {
    const { rows, columns } = one;
    const transposed = (vector: Vector) =>
      Float64Array.from([
        ...matrixIn(vector, one).transpose().to1DArray(),
        ...vector.subarray(rows * columns),
      ]);
    for (const kind of ["tsv", "iso-c"] as const) {
      const turned = merge(one.vectors.map(transposed), {
        kind,
        layers: [{ offset: 0, rows: columns, columns: rows }],
      });
      assertClose(turned, transposed(merge(one.vectors, { kind, layers: layersOf(one) })));
    }
  }));
});

Deno.test("scaling all vectors scales a spectral merge, and the vectors are left alone", () => {
  fc.assert(fc.property(cases, fc.constantFrom(.25, 2, -8), (one, factor) => {
    const before = one.vectors.map((vector) => vector.slice());
    const scaled = one.vectors.map((vector) => vector.map((x) => factor * x));
    for (const method of methods(one)) {
      assertClose(merge(scaled, method), merge(one.vectors, method).map((x) => factor * x));
    }
    assertEquals(one.vectors, before);
  }));
});

Deno.test("TSV-Merge has the singular values that it kept of each task", () => {
  fc.assert(fc.property(cases, (one) => {
    const { vectors, rows, columns } = one;
    const kept = Math.floor(Math.min(rows, columns) / vectors.length);
    const expected = vectors
      .flatMap((vector) => valuesOf(matrixIn(vector, one)).slice(0, kept))
      .sort((a, b) => b - a);
    const merged = merge(vectors, { kind: "tsv", layers: layersOf(one) });
    assertClose(valuesOf(matrixIn(merged, one)).slice(0, expected.length), expected);
    assertAlmostEquals(total(valuesOf(matrixIn(merged, one))), total(expected), 1e-8);
  }));
});

Deno.test("TSV-Merge of tasks on orthogonal subspaces is their sum", () => {
  fc.assert(fc.property(cases, (one) => {
    const { vectors, rows, columns, random } = one;
    const kept = Math.floor(Math.min(rows, columns) / vectors.length);
    const [left, right] = [rows, columns].map((size) =>
      new QrDecomposition(Matrix.from1DArray(size, size, normal(random, size * size)))
        .orthogonalMatrix
    );
    const tasks = vectors.map((_, t) => {
      const own = [t * kept, (t + 1) * kept - 1] as const;
      const core = Matrix.from1DArray(kept, kept, normal(random, kept * kept));
      const task = left!.subMatrix(0, rows - 1, ...own).mmul(core)
        .mmul(right!.subMatrix(0, columns - 1, ...own).transpose());
      return Float64Array.from(task.to1DArray());
    });
    const sum = merge(tasks, { kind: "task-arithmetic" });
    assertClose(merge(tasks, { kind: "tsv", layers: layersOf(one) }), sum);
  }));
});

Deno.test("Iso-C keeps the nuclear norm and the subspaces of the sum, and makes it isotropic", () => {
  fc.assert(fc.property(cases, fc.integer({ min: 1, max: 5 }), (one, bound) => {
    const { vectors, rows, columns, random } = one;
    const rank = Math.min(bound, rows, columns);
    // All tasks share the left subspace, so that their sum has no more than this rank.
    const left = Matrix.from1DArray(rows, rank, normal(random, rows * rank));
    const tasks = vectors.map(() => {
      const right = Matrix.from1DArray(rank, columns, normal(random, rank * columns));
      return Float64Array.from(left.mmul(right).to1DArray());
    });
    const sum = matrixIn(merge(tasks, { kind: "task-arithmetic" }), one);
    const merged = matrixIn(merge(tasks, { kind: "iso-c", layers: layersOf(one) }), one);
    const nuclear = total(valuesOf(sum));
    assertClose(
      valuesOf(merged),
      valuesOf(merged).map((_, i) => i < rank ? nuclear / rank : 0),
    );
    const { leftSingularVectors, rightSingularVectors } = new SVD(sum, { autoTranspose: true });
    const projected = (basis: Matrix, size: number) => {
      const own = basis.subMatrix(0, size - 1, 0, rank - 1);
      return own.mmul(own.transpose());
    };
    const within = projected(leftSingularVectors, rows).mmul(merged)
      .mmul(projected(rightSingularVectors, columns));
    assertClose(within.to1DArray(), merged.to1DArray());
  }));
});
