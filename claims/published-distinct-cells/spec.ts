import type { ClaimSpec, EveryTrial, Protocol } from "../../src/claim/mod.ts";
import { everyProfile } from "../_profiles.ts";
import { METHODS, MODELS, ONCE, withOrthoReg } from "../_published/tables.ts";
import registered from "./registered.json" with { type: "json" };
import {
  CAPPED,
  type RepeatSettings,
  type RunSettings,
  THRESHOLD_ROUNDING,
  UNCAPPED,
} from "./settings.ts";

const protocol = (id: string, settings: RunSettings | RepeatSettings): Protocol => ({
  id,
  settings,
});
const runs = everyProfile(
  METHODS.flatMap((method) => [method, withOrthoReg(method)])
    .map((row) => protocol(row, { row })),
);
const zeroShot = MODELS.flatMap((model) =>
  ["target", "control"].map((metric) => `${model}/zero-shot/${metric}`)
);
const costs = ["non-lin", "tta", "non-lin+orthoreg", "att-ft", "att-ft+orthoreg"]
  .map((row) => `L-14/${row}/abs`);
const atMost = (quantity: string, unit: string, bound: number): EveryTrial => ({
  kind: "every-trial",
  quantity,
  unit,
  atMost: bound,
});
const common = { arithmetic: "float64", constructed: true } as const;
const uncapped = everyProfile([protocol("made-up-uncapped", UNCAPPED)]);
const capped = everyProfile([protocol("made-up-capped", CAPPED)]);

/** T.3. */
export const spec: ClaimSpec = {
  id: "published-distinct-cells",
  alias: "T.3",
  version: 1,
  title: "P2's negation tables: the cells can all be true together",
  statement:
    "The rows at ≥ 95 %, 90 % and 80 % of the base's control accuracy come from one search. A row that a lower threshold leaves as it was has its coefficients at the cap α ≤ 1 for every task, and then no still lower threshold moves it.",
  place: "P2, Tables 2, 4 and 5",
  quantity: {
    name:
      "late change: the largest move of a cell at a relaxation that follows one which moved neither cell",
    unit: "points",
    shape: "scalar a row, the worst over the three models",
  },
  readings: [
    {
      ...common,
      id: "standing-rows-stand",
      statement:
        "A row that stood still at one relaxation stands still at the next: the late change is 0.",
      criterion: atMost("late-change", "points", 0),
      protocols: runs,
    },
    {
      ...common,
      id: "every-relaxation-moves",
      statement:
        "No row is the same at two thresholds, as it would be if the threshold and not the cap decided.",
      place: "ours: says where the cap α ≤ 1 binds, and is no error of the tables",
      criterion: atMost("standing", "steps", 0),
      protocols: runs,
    },
    {
      ...common,
      id: "threshold-met",
      statement: "Control accuracy is at least the stated share of the zero-shot one.",
      criterion: atMost("shortfall", "points", THRESHOLD_ROUNDING),
      protocols: runs,
    },
    {
      ...common,
      id: "repeated-cells",
      statement:
        "Cells printed in two tables agree: zero-shot rows, and Table 3's accuracies with Table 1's.",
      place: "P2, Tables 1 to 5",
      criterion: atMost("difference", "points", 0),
      protocols: everyProfile([
        protocol("zero-shot-2-4", { table: "table-2", again: "table-4", figures: zeroShot }),
        protocol("zero-shot-2-5", { table: "table-2", again: "table-5", figures: zeroShot }),
        protocol("cost-3-1", { table: "table-3", again: "table-1", figures: costs }),
      ]),
    },
  ],
  controls: [
    {
      id: "moved-after-standing",
      kind: "negative",
      why:
        "ATT-FT, which stands still from 90 % to 80 % and at L-14 from 95 % on, with one cell at 80 % lowered by .05",
      readings: ["standing-rows-stand"],
      registered: ["refuted"],
      protocols: everyProfile([
        protocol("att-ft", {
          row: "att-ft",
          altered: {
            table: "table-5",
            alteration: { figure: "L-14/att-ft/target", by: -5 },
          },
        }),
      ]),
    },
    {
      id: "capped-run",
      kind: "positive",
      why: "the paper's search on made-up vectors that meet no threshold at α ≤ 1",
      readings: ["standing-rows-stand"],
      registered: ["supported"],
      protocols: capped,
    },
    {
      id: "capped-run-stands",
      kind: "negative",
      why: "the same search: the cap binds, and its row is the same at every threshold",
      readings: ["every-relaxation-moves"],
      registered: ["refuted"],
      protocols: capped,
    },
    {
      id: "uncapped-run",
      kind: "positive",
      why: "the paper's search on made-up vectors that meet every threshold below α = 1",
      readings: ["standing-rows-stand", "every-relaxation-moves", "threshold-met"],
      registered: ["supported"],
      protocols: uncapped,
    },
    {
      id: "below-threshold",
      kind: "negative",
      why: "a control accuracy at 95 % lowered by 3 points, below its threshold",
      readings: ["threshold-met"],
      registered: ["refuted"],
      protocols: everyProfile([
        protocol("non-lin", {
          row: "non-lin",
          altered: {
            table: "table-2",
            alteration: { figure: "B-32/non-lin/control", by: -300 },
          },
        }),
      ]),
    },
    {
      id: "repeated-otherwise",
      kind: "negative",
      why: "one of the repeated cells altered by .05",
      readings: ["repeated-cells"],
      registered: ["refuted"],
      protocols: everyProfile([
        protocol("cost-3-1", {
          table: "table-3",
          again: "table-1",
          figures: costs,
          alteration: { figure: "L-14/tta/abs", by: 5 },
        }),
      ]),
    },
  ],
  ledger: [
    {
      topic: "what standing still shows",
      paper: "Reports rows identical at two thresholds without comment.",
      chosen:
        "Relaxing the threshold only adds admissible coefficients. A row that does not move found nothing better among them, for any of eight tasks; as target accuracy falls with α up to 1 there were none to add, that is, α was 1 already. The alternative, that for every task one step of .05 in α jumps from above the higher threshold to below the lower one, is not excluded by the printed cells alone; at 95 and 90 % with a mean control accuracy of 98 % it would take a fall of eight points in one step.",
    },
    {
      topic: "selection",
      paper: "Coefficients are chosen on validation data, accuracies are of test data.",
      chosen: "Identity is not touched by that: the same coefficients give the same test cells.",
    },
    {
      topic: "threshold",
      paper: "Per task; tables give means over tasks.",
      chosen:
        "A mean of control accuracies that each meet the threshold meets it. Rounding may hide .005 in each of two cells.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: ONCE,
};
