import type { Tensor } from "@tensorflow/tfjs";
import type { Engine } from "../engine/mod.ts";
import type { OptimiserRun } from "./optimiser.ts";
import { openRegulariser, type Penalty } from "./regularise.ts";
import type { Regulariser } from "./regulariser.ts";
import type { Tuned } from "./_tuned.ts";

/** A regulariser of what a tuning moves. */
export interface OpenPenalty {
  /** The gradient of loss and penalty from that of the loss, which it takes over. */
  add(gradient: readonly Tensor[], run: OptimiserRun): readonly Tensor[];
  /** The penalty of what has moved by now. */
  measure(run: OptimiserRun): Promise<Penalty>;
  /** Frees the device's memory. */
  dispose(): void;
}

/**
 * Starts a regulariser of the trained tensors' displacement or, of a tuning that moves the network's
 * weights by something else, of that.
 *
 * @throws {RangeError} when the strength is no number from 0 on, or nothing that moves is a matrix
 */
export function openPenalty(
  engine: Engine,
  { tuned: { encoder, updates }, regulariser }: { tuned: Tuned; regulariser: Regulariser },
): OpenPenalty {
  const { tf } = engine;
  const { parameters } = updates ?? encoder;
  const opened = openRegulariser(engine, { parameters, regulariser });
  if (!updates) {
    return {
      add: (gradient, { displacement }) => opened.add(gradient, displacement),
      measure: ({ displacement }) => opened.measure(displacement),
      dispose: opened.dispose,
    };
  }
  return {
    add(gradient, run) {
      const sum = tf.tidy(() => {
        const moved = updates.at(run);
        const slopes = opened.add(moved.map((update) => tf.zerosLike(update)), moved);
        return updates.pull(slopes, run).map((slope, i) => tf.add(gradient[i]!, slope));
      });
      tf.dispose([...gradient]);
      return sum;
    },
    async measure(run) {
      const moved = tf.tidy(() => updates.at(run));
      const penalty = await opened.measure(moved);
      tf.dispose(moved);
      return penalty;
    },
    dispose: opened.dispose,
  };
}
