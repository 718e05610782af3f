import { proceduralSuite } from "../../src/data/mod.ts";
import type { Cell, Lab, Recipe, Run } from "../../src/lab/mod.ts";
import type { UpdateSettings } from "./settings.ts";
import type { Context } from "./updates.ts";

/** A training of two tasks by the encoder that is evaluated faster. */
export const SETTINGS: UpdateSettings = {
  ...{ model: "mlp", base: "frozen", method: "non-lin", penalty: "coded" },
  ...{ tasks: 2, samples: 256, epochs: 2, batchSize: 32, strengths: [0.1, 1, 10, 100] },
};

/**
 * A context in which nothing is trained or evaluated: a training moves two weights, to its seed and to
 * its λ, 0 without a penalty; `measured` is what was found of updates.
 */
export function untrained(
  seed: number,
  measured: (recipe: Recipe) => Run,
): Context {
  const lab: Lab = {
    get engine(): never {
      throw new TypeError("nothing is computed here");
    },
    async remember<R extends Run>(recipe: Recipe, train: () => Promise<R> | R) {
      switch (recipe.kind) {
        case "images":
          return await train();
        case "zero-shot":
          return { accuracy: Float64Array.of(1) } as Run as R;
        case "fine-tuning": {
          const [delta] = recipe.deltas as readonly number[];
          const moved = Float32Array.of(recipe.seed as number, strengthOf(recipe));
          return { [`delta-${delta}`]: moved } as Run as R;
        }
      }
      return measured(recipe) as R;
    },
  };
  return { lab, suite: proceduralSuite({ profile: "smoke" }), cell: { seed } as Cell };
}

function strengthOf({ regulariser }: Recipe): number {
  return regulariser === "none" ? 0 : JSON.parse(regulariser as string).strength;
}
