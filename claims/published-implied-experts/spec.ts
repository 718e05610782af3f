import type { ClaimSpec, Protocol, Reading } from "../../src/claim/mod.ts";
import { everyProfile } from "../_profiles.ts";
import { METHODS, MODELS, MODULES, ONCE } from "../_published/tables.ts";
import registered from "./registered.json" with { type: "json" };
import { type PairSettings, ROUNDING, SAME_EXPERTS, WEAKER_EXPERTS } from "./settings.ts";

const protocol = (id: string, settings: PairSettings): Protocol => ({ id, settings });

const reading = (
  id: string,
  { statement, protocols }: { statement: string; protocols: readonly Protocol[] },
): Reading => ({
  id,
  statement,
  arithmetic: "float64",
  constructed: true,
  criterion: { kind: "every-trial", quantity: "lost-gain", unit: "points", atMost: ROUNDING },
  protocols: everyProfile(protocols),
});

const readings: readonly Reading[] = [
  ...MODELS.map((model) =>
    reading(model.toLowerCase(), {
      statement: `Table 1, ViT-${model}, the four methods.`,
      protocols: METHODS.map((row) => protocol(row, { table: "table-1", row, models: [model] })),
    })
  ),
  reading("lora-modules", {
    statement: "Table 6, LoRA on five sets of layers, the worst of the three models.",
    protocols: MODULES.map((row) => protocol(row, { table: "table-6", row, models: MODELS })),
  }),
];
const guarded = readings.map(({ id }) => id);

/** T.4. */
export const spec: ClaimSpec = {
  id: "published-implied-experts",
  alias: "T.4",
  version: 1,
  title: "P2's addition tables: the gain in normalised accuracy is the merge's",
  statement:
    "OrthoReg's gain in Norm is no larger than its gain in Abs makes it on the baseline's own denominators; equivalently, the experts that Abs/Norm implies are no weaker with OrthoReg than without.",
  place: "P2, Tables 1 and 6; equation 118",
  quantity: {
    name:
      "lost gain: N' − N·A'/A, the part of the gain in Norm that a common denominator takes away",
    unit: "points",
    shape: "scalar a method",
  },
  readings,
  controls: [
    {
      id: "weaker-experts",
      kind: "negative",
      why: "a made-up pair of rows with one and the same merge, whose experts got 1 % worse",
      readings: guarded,
      registered: ["refuted"],
      protocols: everyProfile([protocol("made-up-weaker", WEAKER_EXPERTS)]),
    },
    {
      id: "same-experts",
      kind: "positive",
      why: "a made-up pair of rows with the same experts, whose merge got 3 % better",
      readings: guarded,
      registered: ["supported"],
      protocols: everyProfile([protocol("made-up-same", SAME_EXPERTS)]),
    },
  ],
  ledger: [
    {
      topic: "denominators",
      paper: "Norm divides by each method's own experts, whose accuracies are not printed.",
      chosen:
        "Abs/Norm is their mean weighted by the ratios merged/expert. It stands in for the experts' accuracy: the weights differ between two rows, so a point either way says little; twelve are more than weights can plausibly make.",
    },
    {
      topic: "rounding",
      paper: "Two decimals.",
      chosen: `${ROUNDING} point, an upper bound of what four roundings do to the quantity.`,
    },
    {
      topic: "Non-lin. FT, B-16",
      paper: "Norm 75.39, as Abs.",
      chosen:
        "Judged as printed. The cell cannot be right (T.1), and it makes the gain of that row, and what is lost of it, too large.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: ONCE,
};
