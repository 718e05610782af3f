import { assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { openReplaced, withEngine, withStockWasm } from "./_testing.ts";

/** Address space only: nothing is written to these. */
function fill(backend: BackendWasm): number[] {
  const gibibyte = [2 ** 28];
  return Array.from(
    { length: 5 },
    () => backend.getMemoryOffset(backend.makeOutput(gibibyte, "float32").dataId),
  );
}

Deno.test("a full wasm heap is an error, not the address 0", async () => {
  assertEquals((await withStockWasm(fill)).includes(0), true);
  await withEngine(openReplaced, () => {
    assertThrows(() => fill(tf.backend() as BackendWasm), RangeError, "the wasm heap");
  });
});
