import { gradient, hessianVectorProduct } from "../reference/mod.ts";
import type { Engine } from "./engine.ts";
import { deviceLoss, pack, type Probe, unpack } from "./_probe.ts";

/** Half the distance of the two points of a central difference, in units of the direction. */
export const STEP = 2 ** -8;

/** What a probe finds wrong with a device, each relative to the size of what is right. */
export interface ProbeErrors {
  /** ‖g − g₆₄‖ / ‖g₆₄‖: the gradient against the float64 reference. */
  readonly gradient: number;
  /** The same of the Hessian-vector product. */
  readonly hvp: number;
  /** |u·Hv − v·Hu| / (‖u‖‖Hv‖): a Hessian is symmetric. */
  readonly symmetry: number;
  /** |(L(θ + hv) − L(θ − hv))/2h − g·v| / (‖g‖‖v‖): the gradient against differences of the loss. */
  readonly lossDifference: number;
  /** The Hessian-vector product against (g(θ + hv) − g(θ − hv))/2h. */
  readonly gradientDifference: number;
}

/** Evaluates a probe on a device. The reference and the device share the numbers, and no code. */
export async function probeErrors(engine: Engine, probe: Probe): Promise<ProbeErrors> {
  const { architecture, theta, directions: [v, u] } = probe;
  const device = onDevice(engine, probe);
  const here = await device.gradient(theta);
  const hv = await device.hvp(v);
  const hu = await device.hvp(u);
  const ahead = await device.gradient(moved(theta, v, STEP));
  const behind = await device.gradient(moved(theta, v, -STEP));
  device.dispose();

  const batch = { inputs: wide(probe.inputs), targets: wide(probe.targets), count: probe.count };
  const point = { theta: wide(theta), batch };
  const lossSlope = (ahead.loss - behind.loss) / (2 * STEP);
  const bend = ahead.gradient.map((value, i) => (value - behind.gradient[i]!) / (2 * STEP));
  return {
    gradient: distance(here.gradient, gradient(architecture, point)),
    hvp: distance(hv, hessianVectorProduct(architecture, { ...point, vector: wide(v) })),
    symmetry: Math.abs(dot(u, hv) - dot(v, hu)) / (norm(u) * norm(hv)),
    lossDifference: Math.abs(lossSlope - dot(here.gradient, v)) / (norm(here.gradient) * norm(v)),
    gradientDifference: distance(hv, bend),
  };
}

function onDevice(engine: Engine, probe: Probe) {
  const { tf } = engine;
  const { loss, dispose } = deviceLoss(engine, probe);
  return {
    async gradient(theta: Float32Array) {
      const parameters = unpack(engine, probe, theta);
      const at = engine.gradient(loss, parameters);
      tf.dispose(parameters);
      const [value] = await pack(engine, [at.loss]);
      return { loss: value!, gradient: await pack(engine, at.gradient) };
    },
    async hvp(direction: Float32Array) {
      const parameters = unpack(engine, probe, probe.theta);
      const vector = unpack(engine, probe, direction);
      const product = engine.hvp(loss, parameters, vector);
      tf.dispose([...parameters, ...vector]);
      return await pack(engine, product);
    },
    dispose,
  };
}

function moved(theta: Float32Array, along: Float32Array, step: number): Float32Array {
  return theta.map((value, i) => value + step * along[i]!);
}

const wide = (values: Float32Array) => Float64Array.from(values);

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const norm = (a: ArrayLike<number>) => Math.sqrt(dot(a, a));

/** ‖a − b‖ / ‖b‖ */
const distance = (a: Float64Array, b: Float64Array) =>
  norm(a.map((value, i) => value - b[i]!)) / norm(b);
