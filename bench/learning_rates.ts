/**
 * The learning rates of P2's fine-tuning methods: for each, the mean validation accuracy of the
 * unregularised experts of profile `default` (four tasks, 512 samples, eight epochs) at each rate of a
 * grid. Nothing is merged, and no claim is judged: the best rate is what claims/_orthoreg/settings.ts
 * names. Its seed is none that a claim is measured at.
 *
 *     deno run -A bench/learning_rates.ts
 */

import { expertsOf } from "../claims/_orthoreg/addition.ts";
import { METHODS, updateProtocols } from "../claims/_orthoreg/settings.ts";
import { updatesAt } from "../claims/_orthoreg/updates.ts";
import { proceduralSuite } from "../src/data/mod.ts";
import { openEngine } from "../src/engine/mod.ts";
import type { Measurement } from "../src/lab/mod.ts";
import { mean } from "../src/stats/mod.ts";

const RATES = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.016];
const SEED = 1000;

const engine = await openEngine();
const lab: Measurement["lab"] = {
  engine,
  remember: (_recipe, train) => Promise.resolve(train()),
};
const suite = proceduralSuite({ profile: "default" });
const context = { lab, suite, cell: { seed: SEED } } as unknown as Measurement;
const { settings: sizes } = updateProtocols("none").default[0]!;

console.log(`${engine.device.label}, validation accuracy in %`);
console.log(["rate".padEnd(10), ...RATES.map((rate) => `${rate}`.padStart(7))].join(""));
for (const method of METHODS) {
  const row: string[] = [];
  for (const learningRate of RATES) {
    const settings = { ...sizes, method };
    const updates = await updatesAt(context, { settings, strength: 0, learningRate });
    const { validation } = await expertsOf(context, updates);
    row.push((100 * mean(validation)).toFixed(1).padStart(7));
  }
  console.log([method.padEnd(10), ...row].join(""));
}
engine.close();
