import type { ClaimSpec, EveryTrial, Protocol } from "../../src/claim/mod.ts";
import { everyProfile } from "../_profiles.ts";
import { METHODS, MODULES, ONCE, withOrthoReg } from "../_published/tables.ts";
import registered from "./registered.json" with { type: "json" };
import { MADE_UP, type RowSettings, TIE } from "./settings.ts";

const protocol = (id: string, settings: RowSettings): Protocol => ({ id, settings });
const rows = ([["table-1", METHODS], ["table-6", MODULES]] as const).flatMap(([table, names]) =>
  names.flatMap((name) => [name, withOrthoReg(name)]).map((row) =>
    protocol(`${table}-${row}`, { table, row })
  )
);
const readings = ["not-below", "imperfect-experts"];
const atMost = (bound: number): EveryTrial => ({
  kind: "every-trial",
  quantity: "excess",
  unit: "points",
  atMost: bound,
});

/** T.1. */
export const spec: ClaimSpec = {
  id: "published-normalised-accuracy",
  alias: "T.1",
  version: 1,
  title: "P2's addition tables: normalised accuracy lies above absolute accuracy",
  statement:
    "In every row Norm ≥ Abs: Abs is the mean over tasks of the merged accuracy, Norm of the merged accuracy divided by the expert's, and no expert is more than 100 % right.",
  place: "P2, Tables 1 and 6; equation 118",
  quantity: {
    name: "excess: the largest Abs − Norm of a row over the three models",
    unit: "points",
    shape: "scalar a row of a table",
  },
  readings: [
    {
      id: "not-below",
      statement: "Norm ≥ Abs: what must hold whatever the experts are.",
      arithmetic: "float64",
      constructed: true,
      criterion: atMost(0),
      protocols: everyProfile(rows),
    },
    {
      id: "imperfect-experts",
      statement:
        "Norm > Abs as printed: a tie would make the experts, in a mean weighted by what the merge keeps of each, at least 99.98 % right on eight tasks.",
      place: "ours: no published expert is that good on SUN397, DTD or Cars",
      arithmetic: "float64",
      constructed: true,
      criterion: atMost(-TIE),
      protocols: everyProfile(rows),
    },
  ],
  controls: [
    {
      id: "lowered-norm",
      kind: "negative",
      why: "a row that passes, TTA of Table 1, with its L-14 Norm lowered to .05 below its Abs",
      readings,
      registered: ["refuted"],
      protocols: everyProfile([
        protocol("table-1-tta", {
          table: "table-1",
          row: "tta",
          alteration: { figure: "L-14/tta/norm", by: -700 },
        }),
      ]),
    },
    {
      id: "made-up-row",
      kind: "positive",
      why:
        "a row printed from known experts and merges, one of which is better than its expert, as in the tables",
      readings,
      registered: ["supported"],
      protocols: everyProfile([protocol("made-up", { madeUp: MADE_UP })]),
    },
  ],
  ledger: [
    {
      topic: "definition",
      paper: "Norm is the mean of ratios, not the ratio of means.",
      chosen:
        "Abs/Norm is then a mean of the experts' accuracies weighted by the ratios: it lies between the worst and the best of them, which is all that is used.",
    },
    {
      topic: "rounding",
      paper: "Two decimals.",
      chosen:
        "Cells are compared in whole hundredths. Printing keeps the order, so Norm ≥ Abs needs no allowance; a tie hides less than .01 point.",
    },
    {
      topic: "source",
      paper: "PDF.",
      chosen:
        "A transcription of its text (fixtures/published/README.md); 125 of its 126 deltas fit their cells.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: ONCE,
};
