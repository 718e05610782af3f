import { type DriftFinding, isBitwise } from "../drift/mod.ts";
import type { DriftEvent } from "../lab/mod.ts";
import { criterionText } from "./criterion_text.ts";
import { formatMeasured } from "./format.ts";
import type { Finding, Report } from "./schema.ts";

/** What a journal says of a run's drift, for reports. */
export function driftReport({ baseline, comparison }: DriftEvent): NonNullable<Report["drift"]> {
  const { findings, differs, changed, ...counts } = comparison;
  return {
    baseline: {
      commit: baseline.code.commit,
      recorded: baseline.recorded,
      device: baseline.device.label,
    },
    bitwise: isBitwise(comparison),
    differs,
    ...counts,
    changed: changed.map((own) => ({ ...own })),
    findings: findings.map(findingReport),
  };
}

function findingReport(finding: DriftFinding): Finding {
  const { label, claim, reading, arm, past } = finding;
  return {
    label,
    claim,
    reading,
    arm,
    ...("quantity" in finding && {
      part: finding.part,
      quantity: finding.quantity,
      unit: finding.unit,
    }),
    ...contentOf(finding),
    ...("again" in finding && finding.again !== undefined && { again: finding.again }),
    ...(past && { past: { ...past } }),
    text: findingText(finding),
  };
}

function contentOf(finding: DriftFinding): Pick<Finding, "was" | "is" | "interval"> {
  switch (finding.of) {
    case "bound":
      return { was: criterionText(finding.was), is: criterionText(finding.is) };
    case "gone":
      return { was: "measured", is: "not measured" };
    case "value": {
      const { was, is, interval } = finding;
      return { was, is, ...(interval && { interval: { ...interval } }) };
    }
    default:
      return { was: finding.was, is: finding.is };
  }
}

/** A finding in one sentence, and the command that accepts it where there is one. */
export function findingText(finding: DriftFinding): string {
  return [sentence(finding), ...pastText(finding), ...acceptance(finding)].join("; ");
}

function sentence(finding: DriftFinding): string {
  switch (finding.of) {
    case "value":
      return `${finding.quantity} of ${finding.part} ${valueText(finding)}`;
    case "bits": {
      const { quantity, part, was, is, count, total, otherCode } = finding;
      const cause = otherCode
        ? "and nothing but the code may have changed them"
        : "though nothing that may change them has changed";
      return `${count} of ${total} quantities are not the baseline's to the bit, ${cause}, ` +
        `first ${quantity} of ${part}: it was ${was} and is ${is}`;
    }
    case "verdict": {
      const { was, is, again } = finding;
      return `the verdict is ${is} where ${was} is registered` +
        (again === undefined ? "" : `, and ${again} measured again`);
    }
    case "bound":
      return `the bound was ${criterionText(finding.was)} and is ${criterionText(finding.is)}`;
    case "gone": {
      const { quantity, part, count } = finding;
      const more = count > 1 ? ` and ${count - 1} more are` : " is";
      return `${quantity} of ${part}${more} in the baseline and not measured here`;
    }
  }
}

function valueText(finding: Extract<DriftFinding, { of: "value" }>): string {
  const { was, is, interval, seeds, unit, again } = finding;
  const found = `is ${withUnit(is, unit)}${over(seeds.is)}`;
  const before = `${formatMeasured(was)}${over(seeds.was)}`;
  if (!interval) return `${found}, the baseline's ${before}: nothing tells how far they spread`;
  const [lower, upper] = [interval.lower, interval.upper].map(formatMeasured);
  const range = lower === upper ? "just that" : `${lower} … ${upper}`;
  const fresh = again === undefined ? "" : `, and ${formatMeasured(again)} measured again`;
  return `${found}, where the baseline's ${before} predicts ${range}${fresh}`;
}

function over(seeds: number): string {
  return seeds === 1 ? "" : ` over ${seeds} seeds`;
}

function withUnit(value: number, unit: string): string {
  return unit === "1" ? formatMeasured(value) : `${formatMeasured(value)} ${unit}`;
}

function pastText({ past }: DriftFinding): string[] {
  if (!past) return [];
  const { had, of, since, flips } = past;
  return [
    ...(had > 0 ? [`so it was in ${had} of the last ${of} runs`] : []),
    ...(had === 0 && of > 0 ? [`not so in any of the last ${of} runs`] : []),
    ...(since === undefined ? [] : [`since commit ${since.slice(0, 12)}`]),
    ...(flips ? [`flaky: ${flips} earlier runs of the same code came to another verdict`] : []),
  ];
}

function acceptance(finding: DriftFinding): string[] {
  const { of, label } = finding;
  const isNew = (of === "value" || of === "gone") && label === "regression" ||
    of === "bits" && finding.otherCode;
  if (label !== "improved" && !isNew) return [];
  const command = of === "verdict" ? "register" : "baseline";
  return [`if it is to stay so: deno task ${command} DIR --yes`];
}
