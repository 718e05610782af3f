import { assertAlmostEquals, assertEquals } from "@std/assert";
import fixture from "../../fixtures/reference/torch_float64.json" with { type: "json" };
import { type Architecture, gradient, hessianVectorProduct, loss } from "./mod.ts";

/** The two computations may differ in the order of their sums only. */
const TOLERANCE = 1e-14;

for (const entry of fixture.cases) {
  const name = `${entry.widths.join("-")} ${entry.activation}, ${entry.loss}`;
  Deno.test(`loss, gradient and Hessian-vector product are PyTorch's: ${name}`, () => {
    const architecture = {
      widths: entry.widths,
      activation: entry.activation as Architecture["activation"],
      loss: entry.loss as Architecture["loss"],
      bias: entry.bias,
    };
    const theta = Float64Array.from(entry.theta);
    const batch = {
      inputs: Float64Array.from(entry.inputs),
      targets: Float64Array.from(entry.targets),
      count: entry.count,
    };
    const vector = Float64Array.from(entry.vector);
    assertAlmostEquals(loss(architecture, { theta, batch }), entry.loss_value, TOLERANCE);
    const expectClose = (found: Float64Array, expected: readonly number[]) => {
      assertEquals(found.length, expected.length);
      const largest = Math.max(...expected.map(Math.abs));
      found.forEach((value, i) => assertAlmostEquals(value, expected[i]!, TOLERANCE * largest));
    };
    expectClose(gradient(architecture, { theta, batch }), entry.gradient);
    expectClose(
      hessianVectorProduct(architecture, { theta, batch, vector }),
      entry.hessian_vector_product,
    );
  });
}
