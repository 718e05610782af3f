import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { adamStep, type Engine, type Moments, norm, sgdStep } from "../engine/mod.ts";
import type { FineTuningRecipe, Schedule } from "./fine_tuning.ts";

/** Adam's and AdamW's constants, as in both papers and as PyTorch's defaults. */
const ADAM = { beta1: .9, beta2: .999, epsilon: 1e-8 } as const;

/** What PyTorch's `clip_grad_norm_` adds to the norm before it divides by it. */
const CLIP_EPSILON = 1e-6;

/** Parameter tensors under way from a base, in delta form: base + displacement is formed anew each step. */
export interface OptimiserRun {
  /** The weights now; a step replaces and disposes of them. */
  readonly weights: readonly Tensor[];
  /** The weights' displacement from the base now; likewise. */
  readonly displacement: readonly Tensor[];
  /**
   * Takes a step against a gradient, one tensor a parameter, which stays the caller's.
   * Returns the gradient's norm before clipping; the caller disposes of it.
   *
   * @throws {RangeError} when all steps that were announced are taken
   */
  step(gradient: readonly Tensor[]): Scalar;
  /** Frees what the run made; the base is the caller's. */
  dispose(): void;
}

/**
 * Starts an optimiser at a base, or at a displacement from it; both stay the caller's.
 *
 * Moments start at zero. `steps` is the number of all steps to come, which a cosine schedule needs.
 *
 * @example A step of gradient descent.
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { openEngine } from "../engine/mod.ts";
 * import { startOptimiser } from "./mod.ts";
 *
 * const engine = await openEngine({ device: "cpu" });
 * const vector = (...values: number[]) => engine.tensor(Float32Array.from(values), [values.length]);
 * const run = startOptimiser(engine, {
 *   base: [vector(1, 2)],
 *   optimiser: { kind: "sgd", learningRate: 0.5 },
 *   schedule: { kind: "constant", warmupSteps: 0 },
 *   steps: 1,
 * });
 * const norm = run.step([vector(3, 4)]);
 * assertEquals(await engine.read(norm), Float32Array.of(5));
 * assertEquals(await engine.read(run.weights[0]!), Float32Array.of(-0.5, 0));
 * run.dispose();
 * engine.close();
 * ```
 */
export function startOptimiser(
  engine: Engine,
  { base, start, optimiser, schedule, clip, steps }:
    & { base: readonly Tensor[]; start?: readonly Tensor[] | undefined; steps: number }
    & Pick<FineTuningRecipe, "optimiser" | "schedule" | "clip">,
): OptimiserRun {
  const { tf } = engine;
  const zeros = () => base.map((w) => tf.zerosLike(w));
  const one = tf.scalar(1);
  let displacement = start?.map((d) => d.clone()) ?? zeros();
  let weights = base.map((w, i) => tf.add(w, displacement[i]!));
  let moments: Moments[] = optimiser.kind === "sgd"
    ? []
    : base.map((w) => ({ first: tf.zerosLike(w), second: tf.zerosLike(w) }));
  let step = 0;

  function move(gradient: readonly Tensor[], gradientScale: Scalar) {
    const learningRate = optimiser.learningRate * scheduleFactor(schedule, { step, steps });
    const parameters = base.map((w, i) => ({
      base: w,
      displacement: displacement[i]!,
      gradient: gradient[i]!,
      gradientScale,
    }));
    if (optimiser.kind === "sgd") {
      return { moved: parameters.map((p) => sgdStep(p, { learningRate })), next: [] };
    }
    const weightDecay = optimiser.kind === "adamw" ? optimiser.weightDecay : 0;
    const moved = parameters.map((p, i) =>
      adamStep({ ...p, ...moments[i]! }, { ...ADAM, learningRate, weightDecay, step })
    );
    return { moved, next: moved };
  }

  const tensorsOfMoments = () => moments.flatMap(({ first, second }) => [first, second]);

  return {
    get weights() {
      return weights;
    },
    get displacement() {
      return displacement;
    },
    step(gradient) {
      if (step === steps) {
        throw new RangeError(
          `Cannot take step ${step + 1}: the optimiser was started for ${steps}.`,
        );
      }
      step++;
      const length = norm(gradient);
      const scale = clip === undefined
        ? one
        : tf.tidy(() => tf.minimum<Scalar>(tf.div(clip, tf.add(length, CLIP_EPSILON)), 1));
      const { moved, next } = move(gradient, scale);
      tf.dispose([...weights, ...displacement, ...tensorsOfMoments()]);
      if (scale !== one) scale.dispose();
      weights = moved.map(({ weight }) => weight);
      displacement = moved.map((parameter) => parameter.displacement);
      moments = next.map(({ first, second }) => ({ first, second }));
      return length;
    },
    dispose: () => tf.dispose([...weights, ...displacement, ...tensorsOfMoments(), one]),
  };
}

/**
 * What the learning rate is multiplied by at a step, counted from 1, of `steps`.
 *
 * With w warm-up steps: t/w up to step w, then 1, or ½(1 + cos(π (t − 1 − w)/(steps − w))), which
 * would reach 0 at the step after the last: the schedule of the task-vector authors' code (Ilharco et
 * al. 2023, `cosine_lr`).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { scheduleFactor } from "./mod.ts";
 *
 * const at = (step: number) => scheduleFactor({ kind: "cosine", warmupSteps: 2 }, { step, steps: 6 });
 * assertEquals([1, 2, 3].map(at), [0.5, 1, 1]);
 * assertEquals(at(5).toFixed(6), "0.500000");
 * ```
 */
export function scheduleFactor(
  { kind, warmupSteps }: Schedule,
  { step, steps }: { step: number; steps: number },
): number {
  if (step <= warmupSteps) return step / warmupSteps;
  if (kind === "constant") return 1;
  return (1 + Math.cos(Math.PI * (step - 1 - warmupSteps) / (steps - warmupSteps))) / 2;
}
