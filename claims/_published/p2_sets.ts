import { commonGain, impliedExpert, printedRow } from "./addition.ts";
import { type PublishedSet, scalar } from "./set.ts";
import { METHODS, MODELS, withOrthoReg } from "./tables.ts";

/** Rows of the tables of four methods on three models, `model/method`, by their part's name. */
const ROWS: Readonly<Record<string, string>> = Object.fromEntries(
  MODELS.flatMap((model) =>
    METHODS.map((method) => [`${model}-${method}`, `${model}/${method}`] as const)
  ),
);

const points = (name: string, value: number) => scalar(name, value, "points");

/** Negation at one share of the base's control accuracy, of which each table has one. */
const negation = (file: string): PublishedSet => ({
  parts: Object.keys(ROWS),
  file,
  facts(part, figures) {
    const row = ROWS[part]!;
    const base = row.replace(/[^/]+$/, "zero-shot");
    return [
      points("target-base", figures.value(`${base}/target`)),
      points("control-base", figures.value(`${base}/control`)),
      points("target-baseline", figures.value(`${row}/target`)),
      points("control-baseline", figures.value(`${row}/control`)),
      points("target-orthoreg", figures.value(`${withOrthoReg(row)}/target`)),
      points("control-orthoreg", figures.value(`${withOrthoReg(row)}/control`)),
    ];
  },
});

/** What P2's tables say of its experiments; accuracies in points. */
export const P2_SETS = {
  /**
   * P2.8: Abs and Norm without and with OrthoReg. No table has the experts' accuracies: they are
   * what Abs/Norm implies of them, and so is Norm on the baseline's denominators.
   */
  "addition": {
    parts: Object.keys(ROWS),
    file: "p2-table-1.csv",
    facts(part, figures) {
      const cells = (name: string) => figures.hundredths(name);
      const baseline = printedRow(cells, ROWS[part]!);
      const orthoReg = printedRow(cells, withOrthoReg(ROWS[part]!));
      return [
        points("abs-baseline", baseline.abs / 100),
        points("abs-orthoreg", orthoReg.abs / 100),
        points("norm-baseline", baseline.norm / 100),
        points("norm-orthoreg", orthoReg.norm / 100),
        points("norm-common", baseline.norm / 100 + commonGain(baseline, orthoReg)),
        points("expert-baseline", impliedExpert(baseline)),
        points("expert-orthoreg", impliedExpert(orthoReg)),
      ];
    },
  },
  /** P2.9: at least 95, 90 and 80 % of the zero-shot control accuracy is kept. */
  "negation": negation("p2-table-2.csv"),
  "negation-at-90": negation("p2-table-4.csv"),
  "negation-at-80": negation("p2-table-5.csv"),
  /**
   * P2.10: what OrthoReg costs over the method it is added to, on Cars with ViT-L-14. TTA is over
   * Non-lin. FT in both parts: of attention alone no linearised training is printed.
   */
  "cost": {
    parts: ["non-lin", "att-ft"],
    file: "p2-table-3.csv",
    facts(part, figures) {
      const ratio = (treated: string, { over, of }: { over: string; of: "time" | "memory" }) =>
        scalar(
          `${of}-${treated === "tta" ? "tta" : "orthoreg"}`,
          figures.value(`L-14/${treated}/${of}`) / figures.value(`L-14/${over}/${of}`),
        );
      return (["time", "memory"] as const).flatMap((of) => [
        ratio(withOrthoReg(part), { over: part, of }),
        ratio("tta", { over: "non-lin", of }),
      ]);
    },
  },
} satisfies Record<string, PublishedSet>;
