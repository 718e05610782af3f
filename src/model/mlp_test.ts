import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { deviceLoss, NETWORKS, pack, probe, unpack } from "../engine/_probe.ts";
import { testOnEveryDevice } from "../engine/_testing.ts";
import { type Engine, openEngine } from "../engine/mod.ts";
import type { Architecture } from "../reference/mod.ts";
import { flatten, forward, meanLoss, mlpEncoder, parameterTensors } from "./mod.ts";

const NETWORK: Architecture = {
  widths: [2, 2, 1],
  activation: "relu",
  loss: "squared",
  bias: true,
};

/** Hidden weights by row, hidden biases; output weights, output bias. */
const THETA = Float32Array.of(1, -1, 2, .5, -1, -1, .5, 3, .25);

const ACTIVATIONS = {
  tanh: Math.tanh,
  softplus: (x: number) => Math.log1p(Math.exp(x)),
  relu: (x: number) => Math.max(x, 0),
  linear: (x: number) => x,
};

const tensor = (engine: Engine, values: readonly number[], shape: readonly [number, number]) =>
  engine.tensor(Float32Array.from(values), shape) as Tensor2D;

testOnEveryDevice("the output of a small network is what the hand computes", async (engine) => {
  const inputs = tensor(engine, [1, 2], [1, 2]);
  for (const activation of ["tanh", "softplus", "relu", "linear"] as const) {
    const phi = ACTIVATIONS[activation];
    const biased = { ...NETWORK, activation };
    const withBias = parameterTensors(engine, { encoder: mlpEncoder(biased), theta: THETA });
    const [found] = await engine.read(forward(biased, { inputs, parameters: withBias }));
    assertAlmostEquals(found!, .5 * phi(1 + 4 - 1) + 3 * phi(-1 + 1 - 1) + .25, 2e-6);

    const plain = { ...biased, bias: false };
    const parameters = [withBias[0]!, withBias[2]!];
    const [without] = await engine.read(forward(plain, { inputs, parameters }));
    assertAlmostEquals(without!, .5 * phi(1 + 4) + 3 * phi(-1 + 1), 2e-6);
  }
});

/** One layer whose output is its input, so that a test gives the outputs. */
function lossOf(engine: Engine, loss: Architecture["loss"], targets: readonly number[]) {
  const architecture: Architecture = { ...NETWORK, widths: [2, 2], loss, bias: false };
  const batch = {
    inputs: tensor(engine, [0, Math.log(3), 1, -1], [2, 2]),
    targets: tensor(engine, targets, [2, 2]),
  };
  return engine.read(meanLoss(architecture, batch)([tensor(engine, [1, 0, 0, 1], [2, 2])]));
}

testOnEveryDevice("both losses are means over the samples", async (engine) => {
  const [squared] = await lossOf(engine, "squared", [0, 0, 3, -2]);
  assertAlmostEquals(squared!, (Math.log(3) ** 2 / 2 + (2 ** 2 + 1) / 2) / 2, 1e-6);
  const [entropy] = await lossOf(engine, "cross-entropy", [0, 1, 1, 0]);
  assertAlmostEquals(entropy!, (-Math.log(3 / 4) + Math.log1p(Math.exp(-2))) / 2, 1e-6);
});

testOnEveryDevice("parameters go up layer by layer, and come back in order", async (engine) => {
  const tensors = parameterTensors(engine, { encoder: mlpEncoder(NETWORK), theta: THETA });
  assertEquals(tensors.map(({ shape }) => shape), [[2, 2], [2], [2, 1], [1]]);
  assertEquals([...await engine.read(tensors[2]!)], [.5, 3]);
  assertEquals(await flatten(engine, tensors), Float64Array.from(THETA));
  const plain = { ...NETWORK, bias: false };
  const weights = parameterTensors(engine, {
    encoder: mlpEncoder(plain),
    theta: THETA.subarray(0, 6),
  });
  assertEquals(weights.map(({ shape }) => shape), [[2, 2], [2, 1]]);
});

Deno.test("a vector of the wrong length is refused, and nothing is allocated", async () => {
  const engine = await openEngine({ device: "cpu" });
  try {
    const before = engine.tf.memory().numTensors;
    for (const theta of [THETA.subarray(1), Float32Array.of(...THETA, 0)]) {
      assertThrows(
        () => parameterTensors(engine, { encoder: mlpEncoder(NETWORK), theta }),
        RangeError,
        `network mlp 2-2-1: its vector must have 9 entries, found ${theta.length}`,
      );
    }
    assertEquals(engine.tf.memory().numTensors, before);
  } finally {
    engine.close();
  }
});

testOnEveryDevice("the loss is the one whose derivatives the self-test checks", async (engine) => {
  for (const architecture of NETWORKS) {
    const probed = probe(architecture);
    const { inputs, targets, count, theta } = probed;
    const { widths } = architecture;
    const batch = {
      inputs: engine.tensor(inputs, [count, widths[0]!]) as Tensor2D,
      targets: engine.tensor(targets, [count, widths.at(-1)!]) as Tensor2D,
    };
    const parameters = parameterTensors(engine, { encoder: mlpEncoder(architecture), theta });
    const vector = unpack(engine, probed, probed.directions[0]);
    const results = [meanLoss(architecture, batch), deviceLoss(engine, probed).loss].map((loss) => {
      const at = engine.gradient(loss, parameters);
      return [[at.loss], at.gradient, engine.hvp(loss, parameters, vector)];
    });
    const [ours, theirs] = await Promise.all(results.map((parts) => read(engine, parts)));
    ours!.forEach((values, part) => {
      const scale = Math.max(...theirs![part]!.map(Math.abs));
      values.forEach((value, i) => assertLess(Math.abs(value - theirs![part]![i]!), 1e-6 * scale));
    });
  }
});

function read(engine: Engine, parts: readonly Tensor[][]): Promise<Float64Array[]> {
  return Promise.all(parts.map((tensors) => pack(engine, tensors)));
}
