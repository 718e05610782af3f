import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import type { Tensor2D } from "@tensorflow/tfjs";
import { spread } from "../engine/_spread.ts";
import { testOnEveryDevice } from "../engine/_testing.ts";
import { openEngine } from "../engine/mod.ts";
import {
  deviceHead,
  embed,
  encoderSize,
  flatten,
  headLogits,
  headLoss,
  mlpEncoder,
  parameterTensors,
} from "./mod.ts";

const encoder = mlpEncoder({
  widths: [3, 5, 4],
  activation: "tanh",
  loss: "cross-entropy",
  bias: true,
});
const theta = spread(encoderSize(encoder));
const head = { prototypes: spread(8, 2), classes: 2, width: 4, scale: 3 };
const [COUNT, LABELS] = [6, [0, 1, 1, 0, 1, 0]] as const;
const features = spread(COUNT * 3, 3);

/** Mean cross-entropy in float64, of the embeddings that one layer [in, out] and biases make. */
function referenceLoss(at: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < COUNT; row++) {
    let units = [...features.subarray(row * 3, row * 3 + 3)], offset = 0;
    for (const [layer, columns] of [5, 4].entries()) {
      const rows = units.length;
      const next = Array.from({ length: columns }, (_, j) =>
        units.reduce(
          (total, x, i) => total + x * at[offset + i * columns + j]!,
          at[offset + rows * columns + j]!,
        ));
      offset += (rows + 1) * columns;
      units = layer === 0 ? next.map(Math.tanh) : next;
    }
    const norm = Math.hypot(...units);
    const logits = [0, 1].map((c) =>
      units.reduce((total, x, i) => total + x / norm * head.prototypes[c * 4 + i]!, 0) * head.scale
    );
    const partition = Math.log(Math.exp(logits[0]!) + Math.exp(logits[1]!));
    sum += partition - logits[LABELS[row]!]!;
  }
  return sum / COUNT;
}

testOnEveryDevice(
  "the loss under a head, and its gradient, are the float64 reference's",
  async (engine) => {
    const targets = Float32Array.from(LABELS.flatMap((label) => label === 0 ? [1, 0] : [0, 1]));
    const loss = headLoss(encoder, {
      head: deviceHead(engine, { encoder, head }),
      inputs: engine.tensor(features, [COUNT, 3]) as Tensor2D,
      targets: engine.tensor(targets, [COUNT, 2]) as Tensor2D,
    });
    const at = engine.gradient(loss, parameterTensors(engine, { encoder, theta }));
    assertAlmostEquals((await engine.read(at.loss))[0]!, referenceLoss(theta), 1e-6);
    const found = await flatten(engine, at.gradient);
    const centre = Float64Array.from(theta);
    found.forEach((value, i) => {
      const [up, down] = [1e-5, -1e-5].map((step) =>
        referenceLoss(centre.with(i, centre[i]! + step))
      );
      assertLess(Math.abs(value - (up! - down!) / 2e-5), 1e-6);
    });
  },
);

testOnEveryDevice("embeddings are the encoder's outputs, however many samples", async (engine) => {
  const count = 1030;
  const many = spread(count * 3, 5);
  const found = await embed(engine, { encoder, theta, features: many, count });
  assertEquals(found.length, count * 4);
  const last = many.subarray((count - 1) * 3);
  const alone = await embed(engine, { encoder, theta, features: last, count: 1 });
  alone.forEach((x, i) => assertAlmostEquals(found[(count - 1) * 4 + i]!, x, 1e-6));

  const uploaded = deviceHead(engine, { encoder, head });
  const inputs = engine.tensor(last, [1, 3]) as Tensor2D;
  const parameters = parameterTensors(engine, { encoder, theta });
  const logits = await engine.read(
    headLogits(encoder, { head: uploaded, inputs, parameters }),
  );
  const norm = Math.hypot(...alone);
  logits.forEach((logit, c) => {
    const product = alone.reduce((sum, x, i) => sum + x * head.prototypes[c * 4 + i]!, 0);
    assertAlmostEquals(logit, head.scale * product / norm, 1e-5);
  });
});

Deno.test("a head of another width, and features that are not whole samples, are refused", async () => {
  const engine = await openEngine({ device: "cpu" });
  try {
    const wide = { ...head, width: 8, classes: 1 };
    assertThrows(
      () => deviceHead(engine, { encoder, head: wide }),
      RangeError,
      "its embeddings have 4 entries, the head's prototypes 8",
    );
    const short = { ...head, prototypes: head.prototypes.subarray(1) };
    assertThrows(
      () => deviceHead(engine, { encoder, head: short }),
      RangeError,
      "must have 8 entries, found 7",
    );
    for (const [values, count] of [[features, 5], [features.subarray(0, 0), 0]] as const) {
      await embed(engine, { encoder, theta, features: values, count }).then(
        () => Promise.reject(new Error("not refused")),
        (error) =>
          assertEquals([error.constructor, error.message.slice(0, 12)], [
            RangeError,
            "Cannot embed",
          ]),
      );
    }
    assertEquals(engine.tf.memory().numTensors, 0);
  } finally {
    engine.close();
  }
});
