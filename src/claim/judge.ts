import { judgeEveryTrial } from "./_every_trial.ts";
import { problemsOfCriterion, problemsOfPower } from "./_criterion_problems.ts";
import { type Facts, problem, scalars, tabulate } from "./_facts.ts";
import { needsOf } from "./_needs.ts";
import { judgeNonInferiority } from "./_non_inferiority.ts";
import { judgeOneSided } from "./_one_sided.ts";
import { judgePairedGain } from "./_paired_gain.ts";
import { judgeRange } from "./_range.ts";
import { replicationProblems } from "./_replication.ts";
import { judgeSlope } from "./_slope.ts";
import type { Criterion, Power } from "./criterion.ts";
import type { Observation } from "./fact.ts";
import type { Judgement } from "./judgement.ts";
import type { Verdict } from "./verdict.ts";

/** What was fixed before the run, and what the run measured. */
export interface JudgeInput {
  readonly criterion: Criterion;
  /** The parts of the conjunction that were planned. */
  readonly parts: readonly string[];
  /** The seeds that were planned, the same for every part. */
  readonly seeds: readonly number[];
  readonly observations: readonly Observation[];
  readonly power?: Power;
  /** Nothing is sampled: a single seed decides, as its value is the only one there can be. */
  readonly constructed?: boolean;
  /** Each seed draws its own weights and samples: seeds that agree to the bit are an error. */
  readonly replicated?: boolean;
  /** How many parts the claim is about: of fewer, each is judged, and the whole is not. */
  readonly family?: number;
}

/**
 * Judges measurements by the criterion fixed before the run. Pure; whatever is wrong with the facts
 * gives an `error` verdict, nothing is thrown, and neither the order of parts, seeds and observations
 * nor that of points on a curve changes a bit of the verdict.
 *
 * The seed is the unit of replication: fewer than two are `inconclusive`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const { verdict } = judge({
 *   criterion: { kind: "every-trial", quantity: "gap", unit: "ulp", atMost: 12 },
 *   parts: ["tanh"],
 *   seeds: [0, 1],
 *   observations: [
 *     { part: "tanh", seed: 0, values: { gap: 3 } },
 *     { part: "tanh", seed: 1, values: { gap: 13 } },
 *   ],
 * });
 * assertEquals(verdict.status, "refuted");
 * ```
 */
export function judge(input: JudgeInput): Judgement {
  const { criterion, power } = input;
  const [misstated] = [
    ...problemsOfCriterion(criterion),
    ...(power ? problemsOfPower(power) : []),
  ];
  if (misstated) return { verdict: problem("exception", misstated).verdict, parts: [] };
  const needs = needsOf(criterion, power);
  const { parts, problems: flaws } = tabulate(input, needs);
  const problems = flaws.length === 0 && input.replicated
    ? replicationProblems(parts, needs)
    : flaws;
  if (problems.length > 0) {
    const atFault = input.parts.flatMap((part) => {
      const own = problems.find((problem) => problem.part === part);
      return own ? [{ part, verdict: own.verdict }] : [];
    });
    return { verdict: problems[0]!.verdict, parts: atFault };
  }
  const { constructed, replicated = false } = input;
  const facts: Facts = { parts, least: constructed ? 1 : 2, replicated };
  const judged = whole(withPower(finite(judgeFacts(criterion, facts)), { facts, power }), input);
  const rank = (part: string) => input.parts.indexOf(part);
  return { ...judged, parts: judged.parts.toSorted((a, b) => rank(a.part) - rank(b.part)) };
}

function judgeFacts(criterion: Criterion, facts: Facts): Judgement {
  switch (criterion.kind) {
    case "every-trial":
      return judgeEveryTrial(criterion, facts);
    case "slope":
      return judgeSlope(criterion, facts);
    case "range":
      return judgeRange(criterion, facts);
    case "one-sided":
      return judgeOneSided(criterion, facts);
    case "non-inferiority":
      return judgeNonInferiority(criterion, facts);
    case "paired-gain":
      return judgePairedGain(criterion, facts);
  }
}

/** Voids what rests on numbers that overflowed, and with a part the whole. */
function finite(judged: Judgement): Judgement {
  const parts = judged.parts.map(({ part, verdict }) => ({ part, verdict: checked(verdict) }));
  const flawed = parts.find(({ verdict }) => verdict.status === "error");
  return { verdict: flawed?.verdict ?? judged.verdict, parts };
}

function checked(verdict: Verdict): Verdict {
  if (!("evidence" in verdict) || !verdict.evidence) return verdict;
  const { part, measured, margin } = verdict.evidence;
  if (Number.isFinite(measured) && Number.isFinite(margin)) return verdict;
  return problem("not-finite", `part ${part}: measured ${measured}, margin ${margin}`).verdict;
}

/** Takes back a verdict on all parts of a family of which some were left out. */
function whole(judged: Judgement, { parts, family }: JudgeInput): Judgement {
  const { verdict } = judged;
  const decided = verdict.status === "supported" || verdict.status === "refuted";
  if (family === undefined || parts.length >= family || !decided) return judged;
  const { status, evidence } = verdict;
  const detail = `${parts.length} of ${family} parts were run, and of them alone it is ${status}`;
  return {
    ...judged,
    verdict: { status: "inconclusive", reason: "incomplete-family", detail, evidence },
  };
}

/** Makes the verdict inconclusive where a control was too weak to show anything. */
function withPower(
  judged: Judgement,
  { facts, power }: { readonly facts: Facts; readonly power: Power | undefined },
): Judgement {
  if (!power || judged.verdict.status === "error") return judged;
  const weak = new Map(facts.parts.flatMap((part) => {
    const least = Math.min(...scalars(part, power.quantity));
    if (least >= power.atLeast) return [];
    const detail = `part ${part.part}: ${power.quantity} is ${least}, below ${power.atLeast}`;
    return [[part.part, { status: "inconclusive", reason: "no-power", detail }] as const];
  }));
  const [first] = weak.values();
  if (!first) return judged;
  const parts = judged.parts.map(({ part, verdict }) => ({
    part,
    verdict: weak.get(part) ?? verdict,
  }));
  return { verdict: first, parts };
}
