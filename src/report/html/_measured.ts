import type { Criterion } from "../../claim/mod.ts";
import { formatBound, formatMeasured, formatNumber } from "../format.ts";
import type { Marks } from "./_axis.ts";
import { type Markup, markup } from "./_markup.ts";
import { counted } from "./_words.ts";

/** The deciding value with its unit, as a sentence begins with it. */
export function measuredText({ evidence }: Marks): Markup {
  if (!evidence) return markup`<span class="none">nothing measured</span>`;
  const { measured, unit, interval } = evidence;
  return markup`<strong>${formatMeasured(measured)}</strong>${unitText(unit)}${
    interval &&
    markup` [${formatMeasured(interval.lower)}, ${formatMeasured(interval.upper)}]`
  }`;
}

/** The bound as the criterion puts it: `≤ 1`, `1.9 … 2.1`, `> 0, refuted below 0.5`. */
export function boundText({ support, refutedBelow }: Marks, criterion: Criterion): string {
  const strict = criterion.kind === "one-sided" || criterion.kind === "non-inferiority" ||
    criterion.kind === "paired-gain";
  const bound = formatBound(support);
  const text = strict ? bound.replace("≥", ">").replace("≤", "<") : bound;
  return refutedBelow === undefined ? text : `${text}, refuted below ${formatNumber(refutedBelow)}`;
}

/** What is behind the value: trials where every one must hold, else seeds. */
export function basisText({ evidence }: Marks, criterion: Criterion): string {
  if (!evidence) return "";
  const { n, interval, exact } = evidence;
  if (criterion.kind === "every-trial") return `worst of ${counted(n, "trial")}`;
  return `mean over ${counted(n, "seed")}${exact && !interval ? ", exact" : ""}`;
}

/** The least and the largest of at least one number. */
export function rangeText(values: readonly number[]): string {
  const [least, most] = [Math.min, Math.max].map((choose) =>
    formatMeasured(values.reduce((a, b) => choose(a, b)))
  );
  return least === most ? least! : `${least} to ${most}`;
}

function unitText(unit: string): string {
  return unit === "1" ? "" : ` ${unit}`;
}
