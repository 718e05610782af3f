import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import fixture from "../../fixtures/model/vit.json" with { type: "json" };
import { testOnEveryDevice } from "../engine/_testing.ts";
import { crossEntropy, type Engine } from "../engine/mod.ts";
import { deviceHead, flatten, headLoss, parameterTensors, vitEncoder } from "./mod.ts";

type Case = (typeof fixture.cases)[number];

/** The largest difference over the largest expected value. */
function relativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  assertEquals(found.length, expected.length);
  const largest = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (value, i) => Math.abs(found[i]! - value))) / largest;
}

/** A case's tensors and its encoder on a device. */
function upload(engine: Engine, entry: Case) {
  const encoder = vitEncoder(entry.config);
  const tensors = (flat: readonly number[]) =>
    parameterTensors(engine, { encoder, theta: Float32Array.from(flat) });
  const tensor = (values: readonly number[]) =>
    engine.tensor(Float32Array.from(values), [entry.samples, values.length / entry.samples]);
  return {
    encoder,
    inputs: tensor(entry.inputs) as Tensor2D,
    parameters: tensors(entry.theta),
    vector: tensors(entry.vector),
    targets: tensor(
      entry.labels.flatMap((label) => entry.labels.map((_, c) => c === label ? 1 : 0)),
    ) as Tensor2D,
  };
}

const headOf = ({ prototypes, scale, config: { outputs } }: Case) => ({
  prototypes: Float32Array.from(prototypes),
  ...{ classes: prototypes.length / outputs, width: outputs, scale },
});

for (const [i, entry] of fixture.cases.entries()) {
  Deno.test(`a vision transformer's parameters are CLIP's: case ${i}`, () => {
    const { parameters } = vitEncoder(entry.config);
    assertEquals(parameters.map(({ name, shape }) => [name, [...shape]]), entry.parameters);
  });

  testOnEveryDevice(`embeddings and their derivatives are PyTorch's: case ${i}`, async (engine) => {
    const { encoder, inputs, parameters, vector, targets } = upload(engine, entry);
    const outputs = await engine.read(encoder.forward(inputs, parameters));
    assertLess(relativeError(outputs, entry.outputs), 3e-6);

    const both = encoder.tangent!(inputs, { parameters, tangents: vector });
    assertLess(relativeError(await engine.read(both.outputs), entry.outputs), 3e-6);
    assertLess(relativeError(await engine.read(both.tangents), entry.tangents), 1e-5);

    const head = deviceHead(engine, { encoder, head: headOf(entry) });
    const { loss, gradient } = engine.gradient(
      headLoss(encoder, { head, inputs, targets }),
      parameters,
    );
    assertAlmostEquals((await engine.read(loss))[0]!, entry.loss, 1e-5);
    assertLess(relativeError(await flatten(engine, gradient), entry.gradient), 1e-5);

    // The head's own loss has first derivatives only.
    const composed = (parameters: readonly Tensor[]) => {
      const z = encoder.forward(inputs, parameters);
      const unit = z.div(z.square().sum(1, true).sqrt());
      return crossEntropy(unit.matMul(head.weight, false, true).mul(head.scale), targets);
    };
    const product = await flatten(engine, engine.hvp(composed, parameters, vector));
    assertLess(relativeError(product, entry.hessian_vector_product), 3e-5);
  });
}

testOnEveryDevice("a tangent that is missing is zero", async (engine) => {
  for (const entry of fixture.cases) {
    const { encoder, inputs, parameters, vector } = upload(engine, entry);
    const along = async (tangents: readonly (Tensor | undefined)[]) =>
      await engine.read(encoder.tangent!(inputs, { parameters, tangents }).tangents);
    const none = vector.map(() => undefined);
    assertEquals((await along(none)).every((x) => x === 0), true);
    const sum = new Float64Array(entry.tangents.length);
    for (const [i, tangent] of vector.entries()) {
      (await along(none.with(i, tangent as never))).forEach((x, at) => sum[at]! += x);
    }
    assertLess(relativeError(sum, entry.tangents), 1e-5);
  }
});

Deno.test("sizes that make no transformer are refused", () => {
  const { config } = fixture.cases[0]!;
  assertThrows(() => vitEncoder({ ...config, layers: 0 }), RangeError, "with layers 0");
  assertThrows(() => vitEncoder({ ...config, width: 7.5 }), RangeError, "with width 7.5");
  assertThrows(() => vitEncoder({ ...config, heads: 3 }), RangeError, "width 8 with 3 heads");
});
