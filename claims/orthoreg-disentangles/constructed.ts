import type { Classes, ErrorSurface } from "../../src/measure/mod.ts";
import { construct } from "../_specialisation/construct.ts";
import { outputsAt, taskVector } from "../_specialisation/fine_tune.ts";
import { combined } from "../_specialisation/network.ts";
import type { Matrix } from "../_matrices/matrix.ts";
import { gridOf, POINTS } from "./settings.ts";
import { surfaceOf } from "./surface.ts";

/** Networks a seed, which stand for pairs of tasks. */
const NETWORKS = 4;

/** What the theory of disentanglement speaks of: P2.1's construction, trained as it is there. */
const NETWORK = { tasks: 2, activation: "tanh", depth: 1, inputs: "shared" } as const;
const TRAINING = {
  form: "linearised",
  trained: "specialised",
  weightDecay: 0,
  decayTo: "zero",
} as const;

/**
 * ξ of two tasks on networks whose features are each a task's own, `disjoint`, or active on both; of
 * several networks a seed. Classes are those of the largest of three outputs.
 */
export async function constructedSurfaces(
  columns: "disjoint" | "overlapping",
  seed: number,
): Promise<ErrorSurface[]> {
  const surfaces: ErrorSurface[] = [];
  for (let i = 0; i < NETWORKS; i++) {
    const constructed = construct({ ...NETWORK, columns }, NETWORKS * seed + i);
    const [first, second] = constructed.train.map((samples) =>
      taskVector(constructed, { samples, training: TRAINING })
    );
    surfaces.push(
      await surfaceOf(([one, two]) => {
        const displacement = combined([one, first!], [two, second!]);
        const [ofFirst, ofSecond] = constructed.test.map(({ inputs }) =>
          classesOf(outputsAt(constructed, { form: TRAINING.form, inputs, displacement }))
        );
        return Promise.resolve([ofFirst!, ofSecond!]);
      }, gridOf({ points: POINTS })),
    );
  }
  return surfaces;
}

/** The place of the largest output of each row. */
function classesOf({ data, rows, columns }: Matrix): Classes {
  return Uint8Array.from({ length: rows }, (_, row) => {
    const outputs = data.subarray(row * columns, (row + 1) * columns);
    return outputs.indexOf(Math.max(...outputs));
  });
}
