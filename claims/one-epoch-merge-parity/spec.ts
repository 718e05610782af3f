import type { ClaimSpec, NonInferiority, Profile, Protocol } from "../../src/claim/mod.ts";
import { FURTHER_METHODS, type MethodName, METHODS } from "../_experiments/merging.ts";
import {
  measuredReading,
  publishedReading,
  SEEDS,
  SHARED_LEDGER,
  variantReadings,
} from "../_experiments/readings.ts";
import {
  everyProfile,
  type ExperimentSettings,
  extend,
  nightlyOnly,
} from "../_experiments/settings.ts";
import registered from "./registered.json" with { type: "json" };
import { MARGIN, type ParitySettings, VISIBLE } from "./settings.ts";

/** On few, small or interfering sets convergence is hardly better than the base. */
const NO_ROOM = {
  reason:
    "Measured: on the real sets convergence is only 2 to 4 points above the base, which leaves these controls no room.",
  date: "2026-11-24",
};
const weakOnReal = [{ suites: ["real"], profiles: ["smoke", "default"], ...NO_ROOM }] as const;

const withoutAssay: NonInferiority = {
  kind: "non-inferiority",
  treated: "one-epoch",
  baseline: "convergence",
  unit: "points",
  margin: MARGIN,
};
const criterion: NonInferiority = {
  ...withoutAssay,
  sensitivity: { effect: "convergence", none: "base" },
};

type Profiles = Readonly<Record<Profile, readonly Protocol<ExperimentSettings>[]>>;

/** A training's protocols, once for each method. */
function withMethods(profiles: Profiles, methods: readonly MethodName[] = METHODS) {
  return extend<ExperimentSettings, ParitySettings>(
    profiles,
    ({ id, settings }) =>
      methods.map((method) => ({ id: `${method}-${id}`, settings: { ...settings, method } })),
  );
}

const protocols = withMethods(everyProfile());
/** Two seeds of smoke are enough to see that controls of one method come out as they must. */
const ofControls = {
  ...protocols,
  smoke: withMethods(everyProfile(), ["task-arithmetic"]).smoke,
};

/** P1.9. */
export const spec: ClaimSpec = {
  id: "one-epoch-merge-parity",
  alias: "P1.9",
  version: 1,
  title: "Merging after one epoch performs like merging after convergence",
  statement:
    "The mean test accuracy of the model merged from one-epoch task vectors is not worse, by more than 2 points, than that of the model merged from converged ones, for task arithmetic, TIES, Model Breadcrumbs and DARE.",
  place: "P1, Section 5, table of merging methods",
  quantity: {
    name: "mean merged test accuracy, one epoch less convergence",
    unit: "points",
    shape:
      "scalar a method and seed; a method counts where convergence is surely 2 points above the base",
  },
  inputs: "suite",
  readings: [
    measuredReading({
      id: "fixed",
      statement: "At α = 1/T for every method, as the authors do (AdamW).",
      criterion,
      protocols,
    }),
    measuredReading({
      id: "tuned",
      statement: "At the α of a grid that is best on the validation sets, found for each merge.",
      criterion,
      protocols,
    }),
    ...variantReadings(criterion, { protocolsOf: (change) => withMethods(nightlyOnly(change)) }),
    measuredReading({
      id: "further-methods",
      statement:
        "For TSV-Merge, Iso-C and consensus task arithmetic, at the α that is best on the validation sets.",
      criterion,
      protocols: withMethods(nightlyOnly({}), FURTHER_METHODS),
    }),
    publishedReading("eight-tasks", {
      statement: "The authors' table: eight tasks, AdamW, one seed.",
      place: "P1, table of merging methods",
      criterion,
    }),
    publishedReading("seven-tasks", {
      id: "published-optimisers",
      statement:
        "The authors' seven tasks with Adam, AdamW with a cosine schedule, and SGD; one seed, and no figure for the base.",
      place: "authors' code",
      criterion: withoutAssay,
    }),
  ],
  controls: [
    {
      id: "zero-epochs",
      kind: "negative",
      why: "the base itself in the place of the merge after one epoch",
      readings: ["fixed"],
      registered: ["refuted"],
      protocols: ofControls,
    },
    {
      id: "permuted-vectors",
      kind: "negative",
      why: "the coordinates of the one-epoch vectors are permuted, of that arm only",
      readings: ["fixed"],
      registered: ["refuted"],
      weak: weakOnReal,
      protocols: ofControls,
    },
    {
      id: "another-order",
      kind: "positive",
      why: "convergence against convergence, trained in another order of the samples",
      readings: ["fixed"],
      criterion: withoutAssay,
      registered: ["supported"],
      weak: [{ suites: ["real"], profiles: ["smoke"], ...NO_ROOM }],
      protocols: ofControls,
    },
    {
      id: "copies-of-one-expert",
      kind: "positive",
      why:
        "T copies of one expert's vector at α = 1/T are that expert: the accuracy recorded in its training must come out",
      readings: ["fixed"],
      // Weights are summed in another order than they were trained in: one image in a thousand.
      criterion: { kind: "every-trial", quantity: "difference", unit: "points", atMost: 0.5 },
      registered: ["supported"],
      protocols: withMethods(everyProfile(), ["task-arithmetic"]),
    },
    {
      id: "known-scaling",
      kind: "positive",
      why:
        "validation images labelled as the merge names them at a known α of the grid: tuning must find that α",
      readings: ["tuned"],
      criterion: { kind: "every-trial", quantity: "scaling-difference", unit: "1", atMost: 0 },
      registered: ["supported"],
      protocols: withMethods(everyProfile(), ["task-arithmetic"]),
    },
    {
      id: "slips",
      kind: "positive",
      why:
        "implementation slips of public code (TIES and DARE of the first task alone, the mask of Breadcrumbs inverted) must change the merged accuracy visibly",
      readings: ["fixed"],
      criterion: {
        kind: "one-sided",
        quantity: "slip-difference",
        unit: "points",
        side: "above",
        bound: VISIBLE,
      },
      registered: ["supported"],
      weak: [{ suites: ["real"], profiles: ["smoke", "default", "nightly"], ...NO_ROOM }],
      protocols: {
        ...withMethods(everyProfile(), ["ties", "breadcrumbs", "dare"]),
        smoke: withMethods(everyProfile(), ["ties", "dare"]).smoke,
      },
    },
  ],
  ledger: [
    {
      topic: "scaling coefficient",
      paper: "α = 1/T for every method, never tuned.",
      chosen:
        "The same, and tuned on validation as a reading: twenty values up to 1, for Breadcrumbs up to 2; a best one on the grid's edge is flagged (`scaling-on-edge`).",
    },
    {
      topic: "TIES",
      paper: "The published .562 comes from code in which only the first task's vector is used.",
      chosen:
        "Keep the largest 20 %, and sum those that agree with the elected sign: α then scales a sum, as in the other methods. The slip is a control.",
    },
    {
      topic: "Model Breadcrumbs, DARE",
      paper: "Keep the middle .85 to .993 of a layer; drop .9.",
      chosen:
        "The same. Public code of the authors keeps 84 % in place of 14 %, and one version of its DARE returns after the first task; both are controls in kind.",
    },
    {
      topic: "TSV-Merge, Iso-C, consensus task arithmetic",
      paper: "Not merged with.",
      chosen:
        "A reading, since these methods keep more of the experts. α is tuned, as all three groups do, in tenths up to 3 for TSV-Merge and Iso-C (AntoAndGar/task_singular_vectors, src/eval/eval.py), else in twentieths up to 1: 1/T belongs to plain sums. Of each weight matrix TSV-Merge keeps rank/T triples a task, Iso-C flattens the sum; biases become the mean, as in their code. Consensus keeps what at least two masks have, each task's λ the best of .2 to .6 for the masked sum on its own validation set (nik-dim/tall_masks), reported as `mask-lambda`: one epoch by task, then convergence. Only nightly: singular values take seconds a merge.",
    },
    {
      topic: "retained fraction",
      paper: "Not given.",
      chosen:
        "Reported beside the difference: (one epoch − base)/(convergence − base). A method that hardly leaves the base is at parity with itself.",
    },
    ...SHARED_LEDGER,
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
