import { assertEquals, assertThrows } from "@std/assert";
import { merge, type MergeMethod, tallMask } from "./mod.ts";

const vectors = [[4, 1, 5], [3, -1, 1], [-1, 4, 1]].map((row) => Float32Array.from(row));
const total = Float64Array.of(6, 4, 7);
const merged = (method: Omit<Extract<MergeMethod, { kind: "consensus" }>, "kind">) =>
  Array.from(merge(vectors, { kind: "consensus", ...method }));

// |τ| against what the other tasks have: 4, 1, 5 to 2, 3, 2; then 3, 1, 1 to 3, 5, 6; and 1, 4, 1 to
// 7, 0, 6.
Deno.test("a TALL mask is where a task's own is at least λ times the others'", () => {
  const masks = (lambda: number) =>
    vectors.map((vector) => Array.from(tallMask(vector, { total, lambda })));
  assertEquals(masks(.5), [[1, 0, 1], [1, 0, 0], [0, 1, 0]]);
  assertEquals(masks(1), [[1, 0, 1], [1, 0, 0], [0, 1, 0]]);
  assertEquals(masks(1.25), [[1, 0, 1], [0, 0, 0], [0, 1, 0]]);
  assertEquals(masks(.2), [[1, 1, 1], [1, 1, 0], [0, 1, 0]]);
});

Deno.test("the sum is kept where as many masks agree as are asked for, two unless told", () => {
  assertEquals(merged({ lambda: .5 }), [6, 0, 0]);
  assertEquals(merged({ lambda: .5, atLeast: 1 }), [6, 4, 7]);
  assertEquals(merged({ lambda: 1.25, atLeast: 1 }), [6, 4, 7]);
  assertEquals(merged({ lambda: 1.25 }), [0, 0, 0]);
  assertEquals(merged({ lambda: .2 }), [6, 4, 0]);
  assertEquals(merged({ lambda: .2, atLeast: 3 }), [0, 4, 0]);
});

Deno.test("each task may have a λ of its own", () => {
  assertEquals(merged({ lambda: [.5, .5, .125] }), [6, 0, 7]);
  assertEquals(merged({ lambda: [.125, .5, .5] }), [6, 4, 0]);
});

Deno.test("settings outside their range are refused", () => {
  const fails = (method: Parameters<typeof merged>[0], message: string) =>
    assertThrows(() => merged(method), RangeError, message);
  for (const atLeast of [0, 1.5, 4]) {
    fails({ lambda: 1, atLeast }, `must agree is ${atLeast}, not a whole number from 1 to`);
  }
  for (const lambda of [-1, NaN, Infinity]) fails({ lambda }, `lambda is ${lambda}`);
  fails({ lambda: [1, 1] }, "values of lambda is 2, not the number of vectors, 3");
  assertThrows(
    () => tallMask(vectors[0]!, { total: total.subarray(1), lambda: 1 }),
    RangeError,
    "the length of the sum is 2, not that of the vector, 3",
  );
});
