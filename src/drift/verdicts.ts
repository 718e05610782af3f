import { keyOf, matches, type Verdict } from "../claim/mod.ts";
import type { DriftFinding } from "./finding.ts";
import { armName, type Measured, type MeasuredArm } from "./measured.ts";

type VerdictFinding = Extract<DriftFinding, { of: "verdict" }>;

/**
 * Readings whose verdict is not the registered one. One that is supported though it is registered
 * otherwise got better; any other got worse.
 *
 * It is confirmed when fresh seeds show the same: an arm that did not return what it should does not
 * again, and of one that got better, that it is supported again.
 *
 * @param again What the arms in doubt measured on fresh seeds.
 */
export function verdictFindings(run: Measured, again: Measured | undefined): VerdictFinding[] {
  const fresh = new Map(again?.arms.map((arm) => [armName(arm), arm]));
  return run.arms.filter(({ arm }) => arm === "main").flatMap((main): VerdictFinding[] => {
    const { claim, reading, arm, verdict, registered } = main;
    if (isRegistered(verdict, main)) return [];
    const place = { claim, reading, arm };
    const measured = suspects(place, run.arms).flatMap((arm) => fresh.get(armName(arm)) ?? []);
    const own = measured.find(({ arm }) => arm === "main");
    return [{
      of: "verdict",
      label: labelOf(main, { measured, own }),
      ...place,
      was: registered[0]!,
      is: keyOf(verdict),
      ...(own && { again: keyOf(alone(own)) }),
    }];
  });
}

/**
 * The arms that a reading's verdict is owed to, where it is not the registered one: its own, where
 * that is not registered whatever the controls say, and the controls of its claim that misbehaved.
 */
export function suspects(
  { claim, reading }: Pick<MeasuredArm, "claim" | "reading">,
  arms: readonly MeasuredArm[],
): MeasuredArm[] {
  return arms.filter((arm) =>
    arm.claim === claim && (arm.arm !== "main" || arm.reading === reading) &&
    !isRegistered(alone(arm), arm)
  );
}

function labelOf(
  main: MeasuredArm,
  { measured, own }: {
    readonly measured: readonly MeasuredArm[];
    readonly own: MeasuredArm | undefined;
  },
): VerdictFinding["label"] {
  const { status } = main.verdict;
  if (status === "not-run") return "insufficient-data";
  if (!measured.some((arm) => !isRegistered(alone(arm), arm))) return "suspicious";
  if (status !== "supported") return "regression";
  return own && alone(own).status === "supported" ? "improved" : "suspicious";
}

function isRegistered(verdict: Verdict, { registered }: MeasuredArm): boolean {
  return registered.some((key) => matches(verdict, key));
}

/** What an arm's own facts say. */
function alone({ verdict, alone }: MeasuredArm): Verdict {
  return alone ?? verdict;
}
