import type { Tensor } from "@tensorflow/tfjs";
import type { Engine } from "../engine/mod.ts";
import { type Encoder, flatten, type ParameterShape, parameterTensors } from "../model/mod.ts";
import type { FineTuning, Tuning } from "./fine_tuning.ts";
import { linearised } from "./_linearised.ts";
import { tuneLowRank } from "./_low_rank.ts";
import type { OptimiserRun } from "./optimiser.ts";
import { tuneSome } from "./_some.ts";

/** What a tuning trains of a network. */
export interface Tuned {
  /** The network as a function of the tensors that `at` gives. */
  readonly encoder: Encoder;
  /** The trained tensors' base, in the order of that encoder's parameters. */
  readonly base: readonly Tensor[];
  /** Displacement from there that training starts at, if it is not zero. */
  readonly start?: readonly Tensor[];
  /** What the encoder takes of a run: the weights or, linearised, their displacement. */
  at(run: OptimiserRun): readonly Tensor[];
  /** What is kept of a run: the whole network's displacement [P] and, of low rank, the factors. */
  state(run: OptimiserRun): Promise<{ delta: Float64Array; "low-rank"?: Float64Array }>;
  /** What moves the network's weights, where that is not the trained tensors' displacement. */
  readonly updates?: Updates;
  /** What the trajectory has besides. */
  readonly constants: Readonly<Record<string, Float64Array>>;
  /** Frees the device's memory. */
  dispose(): void;
}

/** Updates of a network's weights that are made of what is trained. */
export interface Updates {
  /** The weights that are updated. */
  readonly parameters: readonly ParameterShape[];
  /** ΔW of each of them now; the caller disposes of them. */
  at(run: OptimiserRun): Tensor[];
  /** The gradient by what is trained, from that by the updates; the caller disposes of it. */
  pull(slopes: readonly Tensor[], run: OptimiserRun): Tensor[];
}

type Options = Pick<FineTuning, "encoder" | "base" | "start" | "tuning" | "order">;

/**
 * Uploads what a tuning trains and what it leaves frozen.
 *
 * @throws {RangeError} when a name is not that of a parameter that can be so trained, the network
 *   cannot be linearised, or a part of it is to start away from the base
 */
export function openTuned(engine: Engine, options: Options): Tuned {
  const base = parameterTensors(engine, { ...options, theta: options.base });
  try {
    const tuned = tune(engine, { ...options, base });
    return {
      ...tuned,
      dispose: () => engine.tf.dispose([...base, ...tuned.base, ...tuned.start ?? []]),
    };
  } catch (error) {
    engine.tf.dispose(base);
    throw error;
  }
}

function tune(
  engine: Engine,
  { encoder, base, start, tuning = { kind: "all" }, order }: Omit<Options, "base"> & {
    base: readonly Tensor[];
  },
): Omit<Tuned, "dispose"> {
  switch (tuning.kind) {
    case "some":
      refuseStart(start, tuning);
      return tuneSome(engine, { encoder, base, names: tuning.parameters });
    case "low-rank":
      refuseStart(start, tuning);
      return tuneLowRank(engine, { encoder, base, tuning, order });
    case "all":
    case "linearised":
      return {
        ...{ base, constants: {} },
        ...start && { start: parameterTensors(engine, { encoder, theta: start }) },
        ...tuning.kind === "all"
          ? { encoder, at: ({ weights }) => weights }
          : { encoder: linearised(encoder, base), at: ({ displacement }) => displacement },
        state: async ({ displacement }) => ({ delta: await flatten(engine, displacement) }),
      };
  }
}

function refuseStart(start: Float32Array | undefined, { kind }: Tuning): void {
  if (start === undefined) return;
  throw new RangeError(
    `Cannot start the tuning '${kind}' away from the base: leave out the start.`,
  );
}
