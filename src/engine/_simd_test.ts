import { assertEquals, assertLess } from "@std/assert";
import { compileMap } from "./_simd.ts";

for (const precision of ["float32", "float64"] as const) {
  Deno.test(`the exponential is right to 1e-7, and cut where float32 ends: ${precision}`, () => {
    const heap = new WebAssembly.Memory({ initial: 1 });
    const exp = compileMap(({ exp }, [x]) => [exp(x!)], {
      precision,
      ...{ inputs: 1, outputs: 1, scalars: 0 },
    })(heap);
    const values = Float32Array.from({ length: 1751 }, (_, i) => -87 + i / 10);
    const at = new Float32Array(heap.buffer);
    at.set(values);
    at.set([-1e3, 1e3, NaN], values.length);
    const count = values.length + 3;
    exp(0, 4 * count, count);
    const found = at.subarray(count, 2 * count);
    values.forEach((x, i) => assertLess(Math.abs(found[i]! / Math.exp(x) - 1), 1e-7 * 2));
    assertLess(found[values.length]!, 2e-38);
    assertLess(1e38, found[values.length + 1]!);
    assertEquals(found[values.length + 2], NaN);
  });
}
