import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { addProduct, addRowSum, addToRows, matrix, packed, transposed } from "./_matrix.ts";
import { normalVector } from "./_testing.ts";

const size = fc.integer({ min: 1, max: 9 });

Deno.test("products of every shape, offset and orientation equal the definition", () => {
  fc.assert(
    fc.property(size, size, size, fc.boolean(), fc.nat(5), (rows, terms, columns, flip, offset) => {
      const held = matrix(normalVector(offset + rows * terms, 1), {
        offset,
        rows: flip ? terms : rows,
        columns: flip ? rows : terms,
      });
      const left = flip ? transposed(held) : held;
      const right = matrix(normalVector(offset + terms * columns, 2), {
        offset,
        rows: terms,
        columns,
      });
      const before = normalVector(offset + rows * columns + 3, 3);
      const out = matrix(before.slice(), { offset, rows, columns });
      addProduct(out, { left, right });
      const expected = before.slice();
      const plain = packed(left);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          for (let k = 0; k < terms; k++) {
            expected[offset + i * columns + j]! += plain.data[i * terms + k]! *
              right.data[offset + k * columns + j]!;
          }
        }
      }
      out.data.forEach((entry, i) => assertAlmostEquals(entry, expected[i]!, 1e-13));
    }),
    { numRuns: 500 },
  );
});

Deno.test("a packed transpose holds the columns as rows", () => {
  const held = matrix(Float64Array.of(9, 1, 2, 3, 4, 5, 6), { offset: 1, rows: 2, columns: 3 });
  assertEquals(packed(transposed(held)).data, Float64Array.of(1, 4, 2, 5, 3, 6));
});

Deno.test("vectors are added to rows, and rows to vectors, at their offsets", () => {
  const out = matrix(Float64Array.of(1, 2, 3, 4), { rows: 2, columns: 2 });
  addToRows(out, { data: Float64Array.of(9, 10, 20), offset: 1 });
  assertEquals(out.data, Float64Array.of(11, 22, 13, 24));
  const sums = Float64Array.of(5, 1, 1);
  addRowSum(out, { data: sums, offset: 1 });
  assertEquals(sums, Float64Array.of(5, 25, 47));
});
