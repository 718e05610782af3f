import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { Engine, Loss } from "../engine/mod.ts";
import type { TaskData } from "../data/mod.ts";
import { flatten, meanLoss, mlpEncoder, parameterTensors } from "../model/mod.ts";
import {
  type Arithmetic,
  type Descent,
  equalWeights,
  type Problem,
  scheduled,
  type Summation,
} from "./arithmetic.ts";

/**
 * A problem on the device, in float32, by automatic differentiation; {@linkcode Arithmetic.dispose}
 * frees its tensors.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { syntheticSource } from "../data/mod.ts";
 * import { openEngine } from "../engine/mod.ts";
 * import { initialise } from "../model/mod.ts";
 * import { stream } from "../random/mod.ts";
 * import { deviceArithmetic, float64Arithmetic } from "./mod.ts";
 *
 * const architecture =
 *   { widths: [16, 8, 5], activation: "tanh", loss: "cross-entropy", bias: true } as const;
 * const base = initialise(architecture, stream(0, "base"));
 * const tasks = syntheticSource().tasks({ tasks: 2, samples: 20, seed: 0 });
 * const engine = await openEngine({ device: "cpu" });
 * const device = deviceArithmetic(engine, { architecture, base, tasks });
 * const [g] = await device.gradient([0]);
 * const [reference] = await float64Arithmetic({ architecture, base, tasks }).gradient([0]);
 * assertAlmostEquals(g!, reference!, 1e-6);
 * device.dispose();
 * engine.close();
 * ```
 */
export function deviceArithmetic(
  engine: Engine,
  { architecture, base, tasks }: Problem,
): Arithmetic {
  const owned: Tensor[] = [];
  const keep = <T extends Tensor>(tensor: T): T => {
    owned.push(engine.tf.keep(tensor));
    return tensor;
  };
  const encoder = mlpEncoder(architecture);
  const upload = (theta: Float32Array) => parameterTensors(engine, { encoder, theta });
  const thetaBase = upload(base).map(keep);

  const lossOf = (members: readonly TaskData[]): Loss => {
    const rows = members.reduce((total, task) => total + task.count, 0);
    const stack = (pick: (task: TaskData) => Float32Array, columns: number) =>
      keep(engine.tensor(concatenate(members.map(pick)), [rows, columns])) as Tensor2D;
    const batch = {
      inputs: stack((task) => task.inputs, members[0]!.dimension),
      targets: stack((task) => task.targets, members[0]!.classes),
    };
    return meanLoss(architecture, batch);
  };
  const losses = tasks.map((task) => lossOf([task]));
  const joint = new Map<string, Loss>();

  /** One graph on Σ_t L_t; the batch of a set of tasks is uploaded once. */
  function jointLoss(indices: readonly number[]): Loss {
    const key = indices.join();
    const members = indices.map((t) => tasks[t]!);
    const factor = equalWeights(members);
    const mean = joint.get(key) ?? lossOf(members);
    joint.set(key, mean);
    return (parameters) => mean(parameters).mul<Scalar>(factor);
  }

  /** Gradient tensors of Σ_t L_t; the caller disposes of them. */
  function gradientAt(
    theta: readonly Tensor[],
    indices: readonly number[],
    summation: Summation,
  ): Tensor[] {
    const parts = summation === "one-graph" ? [jointLoss(indices)] : indices.map((t) => losses[t]!);
    return engine.tf.tidy(() => {
      const gradients = parts.map((loss) => engine.gradient(loss, theta).gradient);
      return gradients.reduce((sum, gradient) => sum.map((g, i) => g.add(gradient[i]!)));
    });
  }

  async function iterate(descent: Descent, form: "delta" | "weights") {
    const { tf } = engine;
    const last = Math.max(...descent.snapshots);
    const wanted = new Set(descent.snapshots);
    const kept: Float64Array[] = [];
    let state = form === "delta" ? thetaBase.map((w) => tf.zerosLike(w)) : thetaBase.map(tf.clone);
    for (let step = 1; step <= last; step++) {
      const next = tf.tidy(() => {
        const theta = form === "delta" ? thetaBase.map((w, i) => w.add(state[i]!)) : state;
        const gradient = gradientAt(
          theta,
          scheduled(descent, step),
          descent.summation ?? "per-task",
        );
        return state.map((s, i) => s.sub(gradient[i]!.mul(descent.stepSize)));
      });
      tf.dispose(state);
      state = next;
      if (wanted.has(step)) kept.push(await flatten(engine, state));
    }
    tf.dispose(state);
    return kept;
  }

  const moved = (at?: Float64Array): Tensor[] => {
    if (!at) return thetaBase.map((w) => w.clone());
    const displacement = upload(Float32Array.from(at));
    const theta = thetaBase.map((w, i) => w.add(displacement[i]!));
    engine.tf.dispose(displacement);
    return theta;
  };

  async function readAndDispose(tensors: Tensor[], inputs: readonly Tensor[]) {
    const values = await flatten(engine, tensors);
    engine.tf.dispose([...tensors, ...inputs]);
    return values;
  }

  return {
    name: "device",
    base: Float64Array.from(base),
    gradient(indices, { at, summation = "per-task" } = {}) {
      const theta = moved(at);
      return readAndDispose(gradientAt(theta, indices, summation), theta);
    },
    hessianVector(task, { at, vector }) {
      const theta = moved(at);
      const direction = upload(Float32Array.from(vector));
      const product = engine.hvp(losses[task]!, theta, direction);
      return readAndDispose(product, [...theta, ...direction]);
    },
    descend: (descent) => iterate(descent, "delta"),
    descendWeights: (descent) => iterate(descent, "weights"),
    dispose: () => engine.tf.dispose(owned),
  };
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
