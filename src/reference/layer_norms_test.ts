import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { everyArchitecture, randomPoint } from "./_testing.ts";
import { layerNorms, layout } from "./mod.ts";

Deno.test("each layer's norm is its largest singular value", () => {
  everyArchitecture.forEach((architecture, seed) => {
    const { theta } = randomPoint(architecture, { seed, count: 1 });
    const norms = layerNorms(architecture, theta);
    layout(architecture).forEach(({ weight: { offset, rows, columns } }, layer) => {
      const weights = theta.subarray(offset, offset + rows * columns);
      const [largest] = new SingularValueDecomposition(
        Matrix.from1DArray(rows, columns, weights),
        { autoTranspose: true },
      ).diagonal;
      assertAlmostEquals(norms[layer]!, largest!, 1e-14 * largest!);
    });
  });
});

Deno.test("zero weights have norm 0, and another length is refused", () => {
  const model = { widths: [2, 1], activation: "linear", loss: "squared", bias: true } as const;
  assertEquals(layerNorms(model, Float64Array.of(0, 0, 5)), [0]);
  assertThrows(() => layerNorms(model, new Float64Array(2)), RangeError, "3 entries, found 2");
});
