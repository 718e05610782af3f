import type { Tensor } from "@tensorflow/tfjs";
import { affine, crossEntropy, type Engine, type Loss, tanh } from "../src/engine/mod.ts";

const SAMPLES = 1024;
const [INPUTS, HIDDEN, CLASSES] = [192, 256, 10] as const;
const RATE = 0.1;

/** Milliseconds of full-batch steps of gradient descent, after some that do not count. */
export function timeSteps(
  engine: Engine,
  { steps, warmUp }: { steps: number; warmUp: number },
): number[] {
  const loss = lossOf(engine);
  let parameters = initial(engine);
  const times = Array.from({ length: warmUp + steps }, () => {
    const start = performance.now();
    const { loss: value, gradient } = engine.gradient(loss, parameters);
    const moved = parameters.map((parameter, i) => descend(engine, parameter, gradient[i]!));
    engine.tf.dispose([value, ...gradient, ...parameters]);
    parameters = moved;
    return performance.now() - start;
  });
  return times.slice(warmUp);
}

function lossOf(engine: Engine): Loss {
  const inputs = engine.tensor(noise(SAMPLES * INPUTS, 1), [SAMPLES, INPUTS]);
  const oneHot = new Float32Array(SAMPLES * CLASSES);
  for (let row = 0; row < SAMPLES; row++) oneHot[row * CLASSES + (row * 7) % CLASSES] = 1;
  const targets = engine.tensor(oneHot, [SAMPLES, CLASSES]);
  return ([w1, b1, w2, b2]) => {
    const hidden = tanh(affine(inputs, { weight: w1!, bias: b1! }));
    return crossEntropy(affine(hidden, { weight: w2!, bias: b2! }), targets);
  };
}

function initial(engine: Engine): Tensor[] {
  return [
    engine.tensor(noise(INPUTS * HIDDEN, INPUTS ** -0.5), [INPUTS, HIDDEN]),
    engine.tensor(new Float32Array(HIDDEN), [HIDDEN]),
    engine.tensor(noise(HIDDEN * CLASSES, HIDDEN ** -0.5), [HIDDEN, CLASSES]),
    engine.tensor(new Float32Array(CLASSES), [CLASSES]),
  ];
}

function descend({ tf }: Engine, parameter: Tensor, slope: Tensor): Tensor {
  return tf.tidy(() => tf.sub(parameter, tf.mul(slope, RATE)));
}

/** Values that look random, with standard deviation `scale`; their quality does not matter here. */
function noise(count: number, scale: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => scale * Math.SQRT2 * Math.sin(i * i + i));
}
