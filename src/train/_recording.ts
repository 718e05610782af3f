import type { Tensor } from "@tensorflow/tfjs";
import type { Engine } from "../engine/mod.ts";
import { openEvaluator } from "./evaluate.ts";
import type { FineTuning, Trajectory } from "./fine_tuning.ts";
import { openGradientSource } from "./full_gradient.ts";

/** What a training writes down as it goes. */
export interface TrajectoryRecorder {
  /** Writes down an epoch's numbers by name; epochs come in order. */
  epoch(row: Readonly<Record<string, number>>): void;
  /** Keeps a vector [P] in float32. */
  vector(name: string, values: Float64Array): void;
  /** Evaluates the encoder's parameters after an epoch, as far as the recording asks for it. */
  weights(epoch: number, parameters: readonly Tensor[]): Promise<void>;
  trajectory(): Trajectory;
  dispose(): void;
}

/** The sets whose gradient is not wanted. */
const OTHERS = ["validation", "test"] as const;

/** Uploads what the recording needs on the device, and nothing else. */
export function openRecorder(engine: Engine, fineTuning: FineTuning): TrajectoryRecorder {
  const { encoder, head, record } = fineTuning;
  const wantsFull = (epoch: number) => record.fullGradients?.includes(epoch) ?? false;
  const train = record.evaluate || (record.fullGradients?.length ?? 0) > 0
    ? openGradientSource(engine, { encoder, head, set: fineTuning.train })
    : undefined;
  const others = record.evaluate
    ? openEvaluator(engine, {
      encoder,
      sets: OTHERS.map((name) => ({ head, set: fineTuning[name] })),
    })
    : undefined;
  const rows: Record<string, number[]> = {};
  const vectors: Record<string, Float32Array> = {};
  const push = (name: string, value: number) => (rows[name] ??= []).push(value);

  return {
    epoch: (row) => Object.entries(row).forEach(([name, value]) => push(name, value)),
    vector: (name, values) => vectors[name] = Float32Array.from(values),
    async weights(epoch, parameters) {
      if (!train || !(record.evaluate || wantsFull(epoch))) return;
      const { gradient, ...evaluation } = await train.at(parameters);
      if (wantsFull(epoch)) this.vector(`full-gradient-${epoch}`, gradient);
      if (!others) return;
      push("full-gradient-norm", lengthOf(gradient));
      const evaluations = [evaluation, ...await others.evaluateTensors(parameters)];
      ["train", ...OTHERS].forEach((name, i) => {
        push(`${name}-loss`, evaluations[i]!.loss);
        push(`${name}-accuracy`, evaluations[i]!.accuracy);
      });
    },
    trajectory: () => ({
      ...Object.fromEntries(
        Object.entries(rows).map(([name, row]) => [name, Float64Array.from(row)]),
      ),
      ...vectors,
    }),
    dispose() {
      train?.dispose();
      others?.dispose();
    },
  };
}

function lengthOf(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]! * vector[i]!;
  return Math.sqrt(sum);
}
