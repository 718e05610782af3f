import type { Bound, Evidence, InconclusiveReason, Verdict } from "./verdict.ts";

const INCONCLUSIVE: Readonly<Record<InconclusiveReason, string>> = {
  "too-few-seeds": "too few seeds",
  "not-measurable": "not measurable above the floor",
  "interval-straddles-bound": "the interval straddles the bound",
  "no-power": "no power",
  "no-assay-sensitivity": "no assay sensitivity",
  "incomplete-family": "parts of the family are left out",
};

/** Why a part that lies outside by itself refutes nothing. */
const HOLM = "outside the bound by itself, but not once Holm corrects for the number of parts";

/**
 * One line of prose for a verdict, four digits a number; trials never "prove": no counter-example was
 * found.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const evidence = { measured: 3, unit: "ulp", bound: { upper: 12 }, margin: 9, n: 10 };
 * assertEquals(
 *   describe({ status: "supported", evidence }),
 *   "supported: no counter-example in 10 trials, worst 3 ulp, at most 12 ulp, margin 9 ulp",
 * );
 * ```
 */
export function describe(verdict: Verdict): string {
  switch (verdict.status) {
    case "supported":
      return `supported: ${decided(verdict.evidence, "no counter-example in")}`;
    case "refuted":
      return `refuted: ${decided(verdict.evidence, "counter-example in")}`;
    case "inconclusive": {
      const { reason, detail, evidence } = verdict;
      const extra = [detail, evidence && measured(evidence)].filter((text) => text !== undefined);
      const why = reason === "interval-straddles-bound" && evidence && isOutside(evidence)
        ? HOLM
        : INCONCLUSIVE[reason];
      return `inconclusive: ${[why, ...extra].join("; ")}`;
    }
    case "error":
    case "not-run":
      return `${verdict.status} (${verdict.reason}): ${verdict.detail}`;
  }
}

/** Whether the whole interval lies where the claim does not hold. */
function isOutside(
  { interval, bound: { lower = -Infinity, upper = Infinity } }: Evidence,
): boolean {
  return interval !== undefined && (interval.upper < lower || interval.lower > upper);
}

/** Trials have no interval over seeds, and are not exact by want of one. */
function decided(evidence: Evidence, trials: string): string {
  if (evidence.interval || evidence.exact) return measured(evidence);
  const { measured: worst, unit, n } = evidence;
  const found = `${trials} ${counted(n, "trial")}, worst ${quantity(worst, unit)}`;
  return [found, ...setting(evidence, "at most")].join(", ");
}

function measured(evidence: Evidence): string {
  const { measured, unit, interval, exact, n } = evidence;
  const over = `over ${counted(n, "seed")}`;
  const spread = interval
    ? ` [${brief(interval.lower)}, ${brief(interval.upper)}] at ${brief(100 * interval.level)} %`
    : exact
    ? " (exact)"
    : "";
  return [`${quantity(measured, unit)}${spread} ${over}`, ...setting(evidence, "below")].join(", ");
}

function setting({ bound, unit, margin, part }: Evidence, upper: string): string[] {
  const where = part === undefined ? [] : [`in ${part}`];
  return [limits(bound, { unit, upper }), `margin ${quantity(margin, unit)}`, ...where];
}

function limits(
  { lower, upper }: Bound,
  words: { readonly unit: string; readonly upper: string },
): string {
  if (lower !== undefined && upper !== undefined) {
    return `within [${brief(lower)}, ${brief(upper)}]`;
  }
  if (lower !== undefined) return `above ${quantity(lower, words.unit)}`;
  return upper === undefined ? "no bound" : `${words.upper} ${quantity(upper, words.unit)}`;
}

function quantity(value: number, unit: string): string {
  return unit === "1" ? brief(value) : `${brief(value)} ${unit}`;
}

function brief(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
