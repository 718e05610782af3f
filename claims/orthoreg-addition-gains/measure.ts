import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { additionSummary, norm } from "../../src/measure/mod.ts";
import { publishedFacts } from "../_published/readings.ts";
import { mean } from "../_experiments/merging.ts";
import { armOf, settingsOf } from "../_experiments/settings_of.ts";
import { armsOf, withPenalty } from "../_orthoreg/arms.ts";
import { updatesOf } from "../_orthoreg/strength.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import { recordCopies, recordKnownScaling } from "./checks.ts";
import { recordConfounds } from "./confounds.ts";
import { jointUpdates } from "./joint.ts";
import { type Result, resultOf } from "./result.ts";
import type { AdditionSettings } from "./settings.ts";

/** Measures what the sum of regularised vectors reaches against that of plain ones. */
export const measure: Measure = async (measurement) => {
  const { cell: { reading, protocol }, record } = measurement;
  if (reading.startsWith("published")) {
    return (await publishedFacts("addition", protocol.id)).forEach(record);
  }
  switch (armOf(measurement)) {
    case "known-scaling":
      return await recordKnownScaling(measurement);
    case "copies-of-one-expert":
      return await recordCopies(measurement);
    case "joint":
    case "weaker-experts":
      return recordComparison(measurement, await besidePlain(measurement));
  }
  const arms = await armsOf(measurement);
  const plain = await resultOf(measurement, arms.plain);
  const treated = await resultOf(measurement, arms.treated);
  recordComparison(measurement, { plain, treated });
  if (armOf(measurement) !== "main") return;
  recordDetails(measurement, { plain, treated });
  recordUpdates(measurement, arms);
  const { method, merging } = settingsOf<AdditionSettings>(measurement);
  if (method === "non-lin" && merging === undefined) await recordConfounds(measurement, arms);
};

/** What was measured without the penalty, and with it or what a control puts in its place. */
interface Compared {
  readonly plain: Result;
  readonly treated: Result;
}

/** What controls put beside the plain vectors, in the place of the regularised ones. */
async function besidePlain(measurement: Measurement): Promise<Compared> {
  const settings = withPenalty(settingsOf<AdditionSettings>(measurement), "none");
  const plain = await resultOf(measurement, await updatesOf(measurement, settings));
  if (armOf(measurement) === "joint") {
    const joint = await jointUpdates(measurement, settings);
    return { plain, treated: await resultOf(measurement, joint) };
  }
  const { experts } = plain;
  const merge = { ...plain.merge, merged: experts.test };
  const weaker = { ...experts, test: experts.test.map((accuracy) => accuracy / 2) };
  return { plain: { merge, experts }, treated: { merge, experts: weaker } };
}

/** Abs, Norm over own and over the baseline's experts, and these: names are the published set's. */
function recordComparison({ record }: Measurement, { plain, treated }: Compared) {
  const [baseline, orthoreg] = [plain, treated].map(({ merge: { merged }, experts }) =>
    additionSummary({ merged, experts: experts.test, baselineExperts: plain.experts.test })
  );
  const points = (name: string, value: number) =>
    record({ name, unit: "points", value: 100 * value });
  points("abs-baseline", baseline!.merged);
  points("abs-orthoreg", orthoreg!.merged);
  points("norm-baseline", baseline!.normOwn);
  points("norm-orthoreg", orthoreg!.normOwn);
  points("norm-common", orthoreg!.normCommon);
  points("expert-baseline", baseline!.expert);
  points("expert-orthoreg", orthoreg!.expert);
}

/** Single-task accuracies, and the α of both merges: beyond the grid where that ends too early. */
function recordDetails({ record }: Measurement, { plain, treated }: Compared) {
  for (const [name, { experts }] of [["baseline", plain], ["orthoreg", treated]] as const) {
    const value = experts.test.map((accuracy) => 100 * accuracy);
    record({ name: `experts-${name}`, unit: "points", value });
  }
  const merges = [plain.merge, treated.merge];
  record({ name: "scaling", unit: "1", value: merges.map(({ alpha }) => alpha) });
  record({ name: "scaling-on-edge", unit: "1", value: merges.map(({ onEdge }) => onEdge) });
  const beyond = merges.flatMap(({ beyond }) => beyond ?? []);
  if (beyond.length < merges.length) return;
  record({ name: "scaling-to-3", unit: "1", value: beyond.map(({ alpha }) => alpha) });
  record({ name: "abs-to-3", unit: "points", value: beyond.map(({ merged }) => 100 * merged) });
}

/** λ and the mean ‖τ_t‖, without the penalty and with it. */
function recordUpdates(
  { record }: Measurement,
  { plain, treated }: { plain: Updates; treated: Updates },
) {
  const norms = [plain, treated].map(({ vectors }) => mean(vectors.map(norm)));
  record({ name: "strength", unit: "1", value: treated.strength });
  record({ name: "vector-norm", unit: "1", value: norms });
}
