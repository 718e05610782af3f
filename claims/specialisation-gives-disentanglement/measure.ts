import type { Measure } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import { construct, type Constructed } from "../_specialisation/construct.ts";
import { taskVector } from "../_specialisation/fine_tune.ts";
import { leakOf } from "../_specialisation/leak.ts";
import { evaluate, featureSensitivities } from "../_specialisation/network.ts";
import { type DisentanglementSettings, DRAWS, LARGEST_ALPHA } from "./settings.ts";

/** Sees that the features are as specialised as they are to be, trains every task, measures the leak. */
export const measure: Measure = ({ cell: { protocol, seed }, record }) => {
  const settings = protocol.settings as unknown as DisentanglementSettings;
  const constructed = construct(settings, seed);
  const foreign = foreignSensitivity(constructed);
  if ((foreign === 0) !== (settings.columns === "disjoint")) {
    throw new RangeError(
      `Cannot judge ${settings.columns} columns: a task's sensitivity to others' is ${foreign}`,
    );
  }
  const vectors = constructed.train.map((samples) =>
    taskVector(constructed, { samples, training: settings })
  );
  const random = stream(seed, "scaling", protocol.id);
  const alphas = Array.from(
    { length: DRAWS },
    () => vectors.map(() => LARGEST_ALPHA * (2 * random.uniform() - 1)),
  );
  const leak = leakOf(constructed, {
    form: settings.form,
    vectors,
    alphas: [vectors.map(() => 1), ...alphas],
  });
  record({ name: "foreign-sensitivity", unit: "1", value: foreign });
  record({ name: "raw-leak", unit: "own effect", value: leak.raw });
  record({ name: "leak", unit: "own effect", value: leak.beyondRounding });
  return Promise.resolve();
};

/** Largest |∂f/∂z_k| at θ_b over features k ∉ I_t and every sample of task t. */
function foreignSensitivity({ network, base, features, train, test }: Constructed): number {
  let largest = 0;
  for (const [t, own] of features.entries()) {
    for (const { inputs } of [train[t]!, test[t]!]) {
      const trace = evaluate(network, { weights: base, inputs });
      featureSensitivities(trace, base).forEach((value, k) => {
        if (!own.includes(k)) largest = Math.max(largest, value);
      });
    }
  }
  return largest;
}
