import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { merge, type MergeMethod, type Vector, type WeightMatrix } from "./mod.ts";

const rows = (...vectors: number[][]) => vectors.map((row) => Float32Array.from(row));
const square = [{ offset: 0, rows: 2, columns: 2 }];

function assertMerges(
  vectors: readonly Vector[],
  { method, expected }: { method: MergeMethod; expected: readonly number[] },
): void {
  const merged = merge(vectors, method);
  assertEquals(merged.length, expected.length);
  merged.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-14, `coordinate ${i}`));
}

// Kept: 3 e₁e₁ᵀ of diag(3, 1), and 5 (.6, .8)ᵀe₂ᵀ. The right vectors are orthonormal. The rotation
// nearest to the left ones, columns e₁ and (.6, .8), turns by the angle of tangent −.6/(1 + .8) =
// −1/3: its columns are (3, −1)/√10 and (1, 3)/√10.
Deno.test("TSV-Merge keeps rank/T triples a task and makes their vectors orthonormal", () => {
  const vectors = rows([3, 0, 0, 1], [0, 3, 0, 4]);
  const root = Math.sqrt(10);
  assertMerges(vectors, {
    method: { kind: "tsv", layers: square },
    expected: [9, 5, -3, 15].map((entry) => entry / root),
  });
});

// diag(3, 1) has the mean 2; [[0, -8], [2, 0]] the values 8 and 2.
Deno.test("Iso-C makes the singular values of the sum equal, and keeps its vectors", () => {
  assertMerges(rows([4, 1, 0, 2], [-1, -1, 0, -1]), {
    method: { kind: "iso-c", layers: square },
    expected: [2, 0, 0, 2],
  });
  assertMerges(rows([0, -8, 2, 0]), {
    method: { kind: "iso-c", layers: square },
    expected: [0, -5, 5, 0],
  });
});

Deno.test("what lies outside the matrices becomes the mean, before, between and after them", () => {
  const layers = [{ offset: 5, rows: 1, columns: 2 }, { offset: 1, rows: 2, columns: 1 }];
  const vectors = rows([1, 3, 0, 5, 7, 0, 2, 9]);
  const copies = [...vectors, ...rows([3, 0, 0, -1, 1, 0, 0, 1])];
  const expected = [2, 3, 0, 2, 4, 0, 2, 5];
  assertMerges(copies, { method: { kind: "iso-c", layers }, expected });
  assertMerges(vectors, { method: { kind: "tsv", layers }, expected: [1, 3, 0, 5, 7, 0, 2, 9] });
});

// An arbitrary vector in the place of a missing one would turn the other task's.
Deno.test("a task without a direction leaves the others' alone", () => {
  const vectors = rows([3, 0, 0, 1], [0, 0, 0, 0]);
  assertMerges(vectors, { method: { kind: "tsv", layers: square }, expected: [3, 0, 0, 0] });
  const none = rows([0, 0, 0, 0], [0, 0, 0, 0]);
  assertMerges(none, { method: { kind: "tsv", layers: square }, expected: [0, 0, 0, 0] });
  assertMerges(none, { method: { kind: "iso-c", layers: square }, expected: [0, 0, 0, 0] });
});

Deno.test("Iso-C's mean is over the values of the sum that are not 0", () => {
  const layers = [{ offset: 0, rows: 3, columns: 2 }];
  assertMerges(rows([3, 0, 4, 0, 0, 0]), {
    method: { kind: "iso-c", layers },
    expected: [3, 0, 4, 0, 0, 0],
  });
});

// Both sides depend on themselves: each direction is shared out, and comes together once.
Deno.test("copies of one task are that task's largest triples once, not T times", () => {
  const vectors = rows([3, 0, 0, 1], [3, 0, 0, 1]);
  assertMerges(vectors, { method: { kind: "tsv", layers: square }, expected: [3, 0, 0, 0] });
});

Deno.test("layers that do not fit the vectors are refused", () => {
  const one = rows([1, 2, 3, 4]);
  const fails = (layers: readonly WeightMatrix[], message: string) => {
    for (const kind of ["tsv", "iso-c"] as const) {
      assertThrows(() => merge(one, { kind, layers }), RangeError, message);
    }
  };
  const within = "not one of its own coordinates within [0, 4)";
  fails([{ offset: 1, rows: 2, columns: 2 }], `a layer is 2×2 at 1, ${within}`);
  fails([{ offset: -1, rows: 1, columns: 2 }], `a layer is 1×2 at -1, ${within}`);
  fails([{ offset: 0, rows: 1.5, columns: 2 }], `a layer is 1.5×2 at 0, ${within}`);
  fails([{ offset: 0, rows: 0, columns: 2 }], `a layer is 0×2 at 0, ${within}`);
  const row = { offset: 2, rows: 1, columns: 2 };
  fails([row, { offset: 0, rows: 1, columns: 3 }], `a layer is 1×2 at 2, ${within}`);
});

Deno.test("more tasks than a matrix has singular values are refused, not merged to 0", () => {
  const layers = [{ offset: 0, rows: 1, columns: 2 }];
  assertThrows(
    () => merge(rows([1, 2], [3, 4]), { kind: "tsv", layers }),
    RangeError,
    "the number of vectors is 2, not at most the smaller side of every layer, of one 1×2",
  );
});
