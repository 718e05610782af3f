import type { ClaimSpec, EveryTrial, Protocol } from "../../src/claim/mod.ts";
import { everyProfile } from "../_profiles.ts";
import { ONCE, type TableName, TABLES } from "../_published/tables.ts";
import registered from "./registered.json" with { type: "json" };
import { type DeltaSettings, ROUND, ROUNDING, UNROUNDED } from "./settings.ts";

const protocol = (id: string, settings: DeltaSettings): Protocol => ({ id, settings });
const rows = (Object.keys(TABLES) as TableName[]).flatMap((table) =>
  TABLES[table].rows.map((row) => protocol(`${table}-${row}`, { table, row }))
);
const atMost = (bound: number): EveryTrial => ({
  kind: "every-trial",
  quantity: "discrepancy",
  unit: "points",
  atMost: bound,
});

/** T.2. */
export const spec: ClaimSpec = {
  id: "published-deltas",
  alias: "T.2",
  version: 1,
  title: "P2's tables: printed deltas are the differences of their cells",
  statement:
    "Each Δ printed below a method is the cell with OrthoReg less the cell without, within the rounding of the three numbers.",
  place: "P2, Tables 1, 2, 4, 5 and 6",
  quantity: {
    name: "discrepancy: the largest |Δ − (with − without)| of a row over models and metrics",
    unit: "points",
    shape: "scalar a row of deltas",
  },
  readings: [
    {
      id: "within-rounding",
      statement: "The deltas may have been taken before rounding: |Δ − difference| ≤ 3 × .005.",
      arithmetic: "float64",
      constructed: true,
      criterion: atMost(ROUNDING),
      protocols: everyProfile(rows),
    },
    {
      id: "of-printed-cells",
      statement: "The deltas were taken from the printed cells: no difference at all.",
      place: "ours",
      arithmetic: "float64",
      constructed: true,
      criterion: atMost(0),
      protocols: everyProfile(rows),
    },
  ],
  controls: [
    {
      id: "altered-cell",
      kind: "negative",
      why: "a row that passes, the first of Table 1, with one cell raised by .05",
      readings: ["within-rounding", "of-printed-cells"],
      registered: ["refuted"],
      protocols: everyProfile([
        protocol("table-1-non-lin", {
          table: "table-1",
          row: "non-lin",
          alteration: { figure: "B-32/non-lin+orthoreg/abs", by: 5 },
        }),
      ]),
    },
    {
      id: "unrounded-deltas",
      kind: "positive",
      why: "made-up accuracies whose differences were rounded after they were taken",
      readings: ["within-rounding"],
      registered: ["supported"],
      protocols: everyProfile([protocol("made-up-unrounded", UNROUNDED)]),
    },
    {
      id: "rounded-late",
      kind: "negative",
      why: "the same for the reading that allows no rounding",
      readings: ["of-printed-cells"],
      registered: ["refuted"],
      protocols: everyProfile([protocol("made-up-unrounded", UNROUNDED)]),
    },
    {
      id: "two-decimals",
      kind: "positive",
      why: "made-up accuracies that have no more than two decimals",
      readings: ["of-printed-cells"],
      registered: ["supported"],
      protocols: everyProfile([protocol("made-up-two-decimals", ROUND)]),
    },
  ],
  ledger: [
    {
      topic: "bound",
      paper: "Does not say whether deltas were taken before or after rounding.",
      chosen:
        ".015, three roundings of at most .005; a printed discrepancy is a whole number of hundredths, so .01 passes and .02 does not.",
    },
    {
      topic: "arithmetic",
      paper: "Not applicable.",
      chosen: "Integers: hundredths parsed from the printed text.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: ONCE,
};
