import type { Verdict } from "../claim/mod.ts";
import type { ClaimReport, ControlReport } from "./schema.ts";

/** What formats for test results make of a verdict. */
export type CaseOutcome = "passed" | "failure" | "error" | "skipped";

/** A reading or a control, as a test that is to come out as it is registered. */
export interface TestCase {
  readonly reading: string;
  /** Absent for the reading itself. */
  readonly control?: string;
  /** Unique within its claim. */
  readonly name: string;
  readonly verdict: Verdict;
  /** The verdict in a sentence, and what is registered. */
  readonly message: string;
  readonly asRegistered: boolean;
  /** Whether it is a control that is registered as too weak here, and was: it guards nothing. */
  readonly weak: boolean;
  /** The registered verdict, or those that a control may return. */
  readonly expected: string;
  readonly seconds: number;
}

/** The test cases of a claim: each reading, and after it the controls that guard it. */
export function casesOf({ readings }: Pick<ClaimReport, "readings">): TestCase[] {
  return readings.flatMap((reading) => [
    testCase(reading, {
      reading: reading.id,
      name: reading.id,
      expected: reading.registered.verdict,
    }),
    ...reading.controls.map((control) =>
      testCase(control, {
        reading: reading.id,
        control: control.id,
        name: `${reading.id} control:${control.id}`,
        expected: control.registered.join(" or "),
      })
    ),
  ]);
}

/**
 * A verdict that differs from the registered one is a failure, an error an error, and what was not
 * run, or is registered as too weak to say anything, is skipped.
 */
export function outcomeOf({ verdict, asRegistered, weak }: TestCase): CaseOutcome {
  if (verdict.status === "not-run" || weak) return "skipped";
  if (asRegistered) return "passed";
  return verdict.status === "error" ? "error" : "failure";
}

/** How bad an outcome is: void or different from what is registered, or merely undecided. */
export type Severity = "error" | "warning";

/**
 * How bad an outcome is, undefined where it is as it should be: a registered error is still one, and
 * of a control that was not run its reading tells.
 */
export function severityOf(test: TestCase): Severity | undefined {
  const { control, verdict, asRegistered, weak } = test;
  if (verdict.status === "error") return "error";
  if (asRegistered || weak || control !== undefined && verdict.status === "not-run") {
    return undefined;
  }
  return verdict.status === "inconclusive" ? "warning" : "error";
}

/** A verdict in one word, with its reason where it has one: `inconclusive:too-few-seeds`. */
export function verdictKey(verdict: Verdict): string {
  return "reason" in verdict ? `${verdict.status}:${verdict.reason}` : verdict.status;
}

function testCase(
  { verdict, text, asRegistered, seconds, weak: weakness }: {
    verdict: Verdict;
    text: string;
    asRegistered: boolean;
    seconds: number;
    weak?: ControlReport["weak"];
  },
  place: Pick<TestCase, "reading" | "control" | "name" | "expected">,
): TestCase {
  const weak = weakness !== undefined && !asRegistered && verdict.status === "inconclusive";
  const exception = weak ? `; too weak here since ${weakness.date}: ${weakness.reason}` : "";
  const message = `${text} (registered: ${place.expected}${exception})`;
  return { ...place, verdict, message, asRegistered, weak, seconds };
}
