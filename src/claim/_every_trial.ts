import { decidingPart } from "./_deciding_part.ts";
import { type Facts, type Part, scalars } from "./_facts.ts";
import type { EveryTrial } from "./criterion.ts";
import type { Judgement } from "./judgement.ts";
import type { Evidence, Verdict } from "./verdict.ts";

/** Judges an inequality that one counter-example refutes: the worst trial decides. */
export function judgeEveryTrial(criterion: EveryTrial, { parts, least }: Facts): Judgement {
  const judged = parts.map((part) => ({
    part: part.part,
    verdict: verdictOf(part, { criterion, least }),
    adjusted: 0,
  }));
  const verdict = decidingPart(judged);
  const n = parts.reduce((trials, { rows }) => trials + rows.length, 0);
  return {
    verdict: "evidence" in verdict && verdict.evidence
      ? { ...verdict, evidence: { ...verdict.evidence, n } }
      : verdict,
    parts: judged.map(({ part, verdict }) => ({ part, verdict })),
  };
}

function verdictOf(
  part: Part,
  { criterion, least }: { readonly criterion: EveryTrial; readonly least: 1 | 2 },
): Verdict {
  const { quantity, unit, atMost } = criterion;
  const measured = Math.max(...scalars(part, quantity));
  const evidence: Evidence = {
    measured,
    unit,
    bound: { upper: atMost },
    margin: atMost - measured,
    n: part.rows.length,
    part: part.part,
  };
  if (part.rows.length < least) {
    return { status: "inconclusive", reason: "too-few-seeds", evidence };
  }
  return { status: measured <= atMost ? "supported" : "refuted", evidence };
}
