import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { publishedFacts, type PublishedSetName } from "../_published/readings.ts";
import { mean } from "../_experiments/merging.ts";
import { armOf } from "../_experiments/settings_of.ts";
import { GRID } from "../_orthoreg/addition.ts";
import { armsOf } from "../_orthoreg/arms.ts";
import { accuracies, evaluatingTasks } from "../_orthoreg/evaluation.ts";
import { comparedArms, scaled } from "./arms.ts";
import { negationCurve } from "./curves.ts";
import { chosenScaling, matchedNegationOf, type Negation, negationsOf } from "./negation.ts";
import { KEEPS, PUBLISHED, RUINOUS } from "./settings.ts";

/** Measures how far each task is forgotten by its negated vector, without and with a penalty. */
export const measure: Measure = async (measurement) => {
  const { cell: { reading } } = measurement;
  const set = PUBLISHED[reading];
  if (set) return await recordPublished(measurement, set);
  switch (armOf(measurement)) {
    case "nothing-to-forget":
      return await recordNothingToForget(measurement);
    case "ruinous-vectors":
      return await recordLoss(measurement);
    case "doubled-under-the-cap":
      return await recordDoubling(measurement);
    default:
      return await recordNegations(measurement);
  }
};

async function recordNegations(measurement: Measurement): Promise<void> {
  const { cell: { reading }, record } = measurement;
  const { plain, treated } = await comparedArms(measurement);
  for (const [arm, updates] of [["baseline", plain], ["orthoreg", treated]] as const) {
    if (reading === "matched-control") {
      recordNegation(measurement, { arm, negation: await matchedNegationOf(measurement, updates) });
    } else {
      for (const [i, negation] of (await negationsOf(measurement, updates)).entries()) {
        recordNegation(measurement, { arm: i === 0 ? arm : `${arm}-at-${KEEPS[i]}`, negation });
      }
    }
    record({ name: `strength-${arm}`, unit: "1", value: updates.strength });
  }
  const base = await evaluatingTasks(
    measurement,
    { settings: plain.settings, split: "test" },
    async ({ evaluate }) => accuracies(await evaluate(plain.vectors[0]!, 0)),
  );
  record({ name: "base", unit: "points", value: base.map((accuracy) => 100 * accuracy) });
}

/** Forgetting by short vectors and by twice as long ones, over the tasks at which the cap binds. */
async function recordDoubling(measurement: Measurement): Promise<void> {
  const { record } = measurement;
  const { plain, treated } = await comparedArms(measurement);
  const [short, doubled] = [
    (await negationsOf(measurement, plain))[0]!,
    (await negationsOf(measurement, treated))[0]!,
  ];
  const bound = [...short.onEdge.keys()].filter((t) => short.onEdge[t] === 1);
  record({ name: "bound-tasks", unit: "tasks", value: bound.length });
  record({ name: "scaling", unit: "1", value: short.scaling });
  for (const [arm, { target }] of [["baseline", short], ["orthoreg", doubled]] as const) {
    // Where none is bound there is no power, and any number will do.
    const counted = bound.length > 0 ? bound.map((t) => target[t]!) : target;
    record({ name: `target-${arm}`, unit: "points", value: mean(counted) });
    record({ name: `target-by-task-${arm}`, unit: "points", value: target });
  }
}

function recordNegation(
  { record }: Pick<Measurement, "record">,
  { arm, negation }: { arm: string; negation: Negation },
): void {
  const { target, control, scaling, onEdge } = negation;
  record({ name: `target-${arm}`, unit: "points", value: mean(target) });
  record({ name: `control-${arm}`, unit: "points", value: mean(control) });
  record({ name: `target-by-task-${arm}`, unit: "points", value: target });
  record({ name: `control-by-task-${arm}`, unit: "points", value: control });
  record({ name: `scaling-${arm}`, unit: "1", value: scaling });
  record({ name: `scaling-on-edge-${arm}`, unit: "1", value: onEdge });
}

/** The task that the controls of the choice forget: they are about the choice, not the task. */
const FORGOTTEN = 0;

/**
 * Validation images that the base is wrong about, every one: nothing is lower than its accuracy, so
 * that α = 0 must be chosen, and is if it is these images that α is chosen on.
 */
async function recordNothingToForget(measurement: Measurement): Promise<void> {
  const { suite, record } = measurement;
  const { plain: updates } = await armsOf(measurement);
  const { name, classes } = suite.tasks[FORGOTTEN]!;
  const [predicted] = await evaluatingTasks(
    measurement,
    { settings: updates.settings, split: "validation", tasks: [name] },
    ({ predict }) => predict(updates.vectors[FORGOTTEN]!, 0),
  );
  const labels = predicted!.map((label) => (label + 1) % classes.length);
  const curve = await negationCurve(measurement, {
    ...{ updates, t: FORGOTTEN, grid: GRID, split: "validation", labels },
  });
  const { scaling } = chosenScaling(curve, KEEPS[0]);
  record({ name: "scaling", unit: "1", value: scaling });
  record({ name: "target", unit: "points", value: curve.target.map((share) => 100 * share) });
}

/** The share of control accuracy that is lost where vectors are so long that most α ruin every task. */
async function recordLoss(measurement: Measurement): Promise<void> {
  const { record } = measurement;
  const { plain } = await armsOf(measurement);
  const updates = scaled(plain, plain.vectors.map(() => RUINOUS));
  const at = async (grid: readonly number[]) =>
    await negationCurve(measurement, { updates, t: FORGOTTEN, grid, split: "validation" });
  const { scaling } = chosenScaling(await at(GRID), KEEPS[0]);
  const { control: [base, kept, ruined] } = await at([0, scaling, 1]);
  record({ name: "loss", unit: "1", value: 1 - kept! / base! });
  record({ name: "loss-at-one", unit: "1", value: 1 - ruined! / base! });
  record({ name: "scaling", unit: "1", value: scaling });
}

async function recordPublished(
  { cell: { protocol }, record }: Measurement,
  set: PublishedSetName,
): Promise<void> {
  for (const fact of await publishedFacts(set, protocol.id)) record(fact);
}
