import { assertEquals } from "@std/assert";
import { surfaceOf } from "./surface.ts";

/** Two tasks' classes by thresholds: the second vector reaches the first task's with a weight. */
function predictor(leak: number) {
  let predictions = 0;
  const predict = ([one, two]: readonly [number, number]) => {
    predictions++;
    const classes = (shift: number) =>
      Uint8Array.from([-1.5, -0.5, 0.5, 1.5], (x) => x + shift > 0 ? 1 : 0);
    return Promise.resolve([classes(one + leak * two), classes(two)] as const);
  };
  return { predict, predictions: () => predictions };
}

Deno.test("a vector that changes predictions of the other task is seen where it does", async () => {
  const { predict } = predictor(1);
  const { values, mean } = await surfaceOf(predict, [0, 1]);
  // Every unit of shift turns one of the first task's four samples; the second task is left alone.
  assertEquals([values, mean], [[[0, 0.25], [0, 0.25]], 0.125]);
});

Deno.test("vectors that leave the other task alone have no error", async () => {
  const { predict } = predictor(0);
  assertEquals((await surfaceOf(predict, [-1, 0, 2])).mean, 0);
});

Deno.test("no point of a grid with 0 is predicted twice", async () => {
  const { predict, predictions } = predictor(1);
  await surfaceOf(predict, [-1, 0, 1]);
  assertEquals(predictions(), 9);
});
