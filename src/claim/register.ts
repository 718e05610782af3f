import { type Question, registrationOf } from "./registration.ts";
import type { ClaimSpec, Registration } from "./spec.ts";
import type { Evidence, Verdict } from "./verdict.ts";

/**
 * Registers another verdict for one reading, suite and profile: an entry that holds for more than
 * those is split, and what it says of the others stands.
 *
 * @throws {RangeError} unless exactly one verdict is registered for the question.
 *
 * @example
 * ```ts
 * import { register } from "./register.ts";
 * import { assertEquals } from "@std/assert";
 * const before = {
 *   reading: "stated",
 *   suites: ["procedural", "real"],
 *   profiles: ["smoke", "default"],
 *   verdict: "refuted",
 *   reason: "Predicted.",
 *   date: "2026-01-01",
 * } as const;
 * const question = { reading: "stated", suite: "real", profile: "smoke" } as const;
 * const now = { verdict: "supported", reason: "Measured.", date: "2026-02-02" } as const;
 * const entries = register({ id: "claim", registered: [before] }, { question, now });
 * assertEquals(entries.map(({ suites, profiles, verdict }) => [suites, profiles, verdict]), [
 *   [["procedural", "real"], ["default"], "refuted"],
 *   [["procedural"], ["smoke"], "refuted"],
 *   [["real"], ["smoke"], "supported"],
 * ]);
 * ```
 */
export function register(
  spec: Pick<ClaimSpec, "id" | "registered">,
  { question, now }: {
    readonly question: Question;
    readonly now: Pick<Registration, "verdict" | "reason" | "date">;
  },
): readonly Registration[] {
  const before = registrationOf(spec, question);
  const { reading, suite, profile } = question;
  const profiles = before.profiles.filter((name) => name !== profile);
  const suites = before.suites.filter((name) => name !== suite);
  const entries: readonly Registration[] = [
    { ...before, profiles },
    { ...before, suites, profiles: [profile] },
    { reading, suites: [suite], profiles: [profile], ...now },
  ];
  const kept = entries.filter(({ suites, profiles }) => suites.length > 0 && profiles.length > 0);
  return spec.registered.flatMap((entry) => entry === before ? kept : [entry]);
}

/** Why a measured verdict takes the place of a registered one: what was measured, and what that was. */
export function reasonOf(
  verdict: Verdict,
  before: Pick<Registration, "verdict" | "reason">,
): string {
  const past = before.reason.startsWith("Predicted") ? "predicted" : "registered";
  return `Measured: ${finding(verdict)}; ${before.verdict} was ${past}.`;
}

function finding(verdict: Verdict): string {
  const told = verdict.status === "supported" || verdict.status === "refuted";
  const parts = [
    ...("evidence" in verdict && verdict.evidence ? [measured(verdict.evidence)] : []),
    ...(!told && verdict.detail !== undefined ? [verdict.detail] : []),
  ];
  return parts.join("; ") || ("reason" in verdict ? verdict.reason : verdict.status);
}

function measured({ measured, unit, interval, n }: Evidence): string {
  const size = unit === "1" ? "" : ` ${unit}`;
  const range = interval ? ` [${brief(interval.lower)}, ${brief(interval.upper)}]` : "";
  return `${brief(measured)}${size}${range}, n = ${n}`;
}

/** Three significant digits, as the other reasons have them: −.21, not -0.210. */
function brief(value: number): string {
  return `${Number(value.toPrecision(3))}`.replace(/^(-?)0\./, "$1.").replaceAll("-", "−");
}
