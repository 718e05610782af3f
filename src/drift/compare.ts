import { CriterionSchema } from "../claim/mod.ts";
import { bitFindings } from "./bits.ts";
import { type Comparison, CONDITIONS, type DriftFinding, isBitwise } from "./finding.ts";
import { armName, type Measured, type MeasuredArm } from "./measured.ts";
import {
  type Pair,
  pairUp,
  placeOf,
  type Quantity,
  sameBits,
  samePart,
  sameSeeds,
} from "./pair.ts";
import { levelOf, valueFindings } from "./values.ts";
import { suspects, verdictFindings } from "./verdicts.ts";

/**
 * Compares a run with a baseline: every value, every verdict with the registered one, every bound.
 *
 * Where device, V8, inputs and a part's seeds are the baseline's, a value that differs in one bit, or
 * is not there, is a `regression`: nothing may change it but the code, so there is nothing to estimate,
 * and whoever changed the code is to say that it was meant. Else a value is held against the
 * baseline's forecast of it, and one that is outside is `suspicious` until the same arm, measured
 * again on fresh seeds, is outside too: it is then a `regression`, or `improved` where it decides its
 * reading and lies further inside the bound than it did.
 *
 * @param again What the arms in doubt measured on fresh seeds.
 *
 * @example
 * ```ts
 * import { compareRuns } from "./compare.ts";
 * import { assertEquals } from "@std/assert";
 * const criterion = { kind: "range", quantity: "q", unit: "1", within: [0, 9] } as const;
 * const run = (v8: string, values: readonly number[]) => ({
 *   profile: "smoke" as const,
 *   suite: "procedural" as const,
 *   recorded: "2026-01-01T00:00:00.000Z",
 *   code: { hash: "code", commit: "code", dirty: false },
 *   versions: { v8 },
 *   device: { kind: "cpu", label: "cpu" },
 *   inputs: [],
 *   arms: [{
 *     claim: "claim",
 *     reading: "stated",
 *     arm: "main",
 *     criterion,
 *     registered: ["inconclusive:no-power" as const],
 *     verdict: { status: "inconclusive", reason: "no-power" } as const,
 *     parts: [{
 *       part: "p",
 *       seeds: [0, 1, 2],
 *       seconds: [1, 1, 1],
 *       values: { q: { unit: "1", values } },
 *       arrays: {},
 *     }],
 *   }],
 * });
 * const labels = (...runs: [ReturnType<typeof run>, ReturnType<typeof run>]) =>
 *   compareRuns(...runs).findings.map(({ label }) => label);
 * assertEquals(labels(run("14", [1, 2, 3]), run("14", [1, 2, 3.5])), ["regression"]);
 * assertEquals(labels(run("14", [1, 2, 3]), run("15", [1, 2, 3.5])), []);
 * assertEquals(labels(run("14", [1, 2, 3]), run("15", [101, 102, 103])), ["suspicious"]);
 * ```
 */
export function compareRuns(baseline: Measured, run: Measured, again?: Measured): Comparison {
  const { both, gone, added } = pairUp(baseline, run);
  const differs = differences(baseline, run, both);
  const sameDevice = !differs.includes("device");
  const unequal = both.filter((pair) => sameSeeds(pair) && !sameBits(pair));
  const level = levelOf(both);
  // Where no others were asked for, a part without some of its seeds excuses only itself.
  const conditions = differs.filter((name) => name !== "seeds" || !sameSeedsAsked(baseline, run));
  const isFixed = isBitwise({ differs: conditions });
  const [bitwise, estimated] = isFixed
    ? [both.filter(samePart), both.filter((pair) => !samePart(pair))]
    : [[], both];
  return {
    differs,
    compared: both.length,
    equal: both.filter(sameBits).length,
    changed: [...Map.groupBy(unequal, ({ is }) => is.arm.claim)]
      .map(([claim, { length: count }]) => ({ claim, count })),
    added: added.length,
    ...(level !== undefined && { level }),
    findings: [
      ...verdictFindings(run, again),
      ...boundFindings(baseline, run),
      ...bitFindings(bitwise, { otherCode: differs.includes("code") }),
      ...valueFindings(estimated, { level, again, sameDevice }),
      ...goneFindings(gone, isFixed ? "regression" : "insufficient-data"),
    ],
  };
}

/**
 * The arms, as `claim/reading/arm`, that must be measured again on fresh seeds before more can be
 * said of what is suspicious.
 */
export function armsInDoubt({ findings }: Comparison, { arms }: Measured): string[] {
  const doubted = findings.filter(({ label }) => label === "suspicious").flatMap((finding) =>
    finding.of === "verdict" ? suspects(finding, arms).map(armName) : [armName(finding)]
  );
  return [...new Set(doubted)];
}

/** The first seed that neither run has. */
export function firstFreshSeed(...runs: readonly Measured[]): number {
  const seeds = runs.flatMap(({ arms }) =>
    arms.flatMap(({ parts }) => parts.flatMap(({ seeds }) => seeds))
  );
  return seeds.reduce((last, seed) => Math.max(last, seed), -1) + 1;
}

function differences(
  was: Measured,
  is: Measured,
  both: readonly Pair[],
): Comparison["differs"] {
  const same: Record<typeof CONDITIONS[number], boolean> = {
    code: was.code.hash === is.code.hash,
    device: was.device.kind === is.device.kind && was.device.label === is.device.label,
    v8: was.versions.v8 === is.versions.v8,
    inputs: is.inputs.every(({ name, digest }) =>
      was.inputs.find((input) => input.name === name)?.digest === digest
    ),
    seeds: both.every(samePart),
  };
  return CONDITIONS.filter((condition) => !same[condition]);
}

function sameSeedsAsked(was: Measured, is: Measured): boolean {
  return was.seeds === is.seeds && (was.firstSeed ?? 0) === (is.firstSeed ?? 0);
}

function boundFindings(baseline: Measured, run: Measured): DriftFinding[] {
  const before = new Map(baseline.arms.map((arm) => [armName(arm), arm]));
  return run.arms.flatMap((arm): DriftFinding[] => {
    const was = before.get(armName(arm));
    if (!was || sameCriterion(was, arm)) return [];
    const { claim, reading, criterion } = arm;
    const place = { claim, reading, arm: arm.arm };
    return [{ of: "bound", label: "bound-changed", ...place, was: was.criterion, is: criterion }];
  });
}

/** Whether two arms are judged by the same rule. */
function sameCriterion(a: MeasuredArm, b: MeasuredArm): boolean {
  // Parsed, the keys of both are in the schema's order.
  const [was, is] = [a, b].map(({ criterion }) => JSON.stringify(CriterionSchema.parse(criterion)));
  return was === is;
}

function goneFindings(
  gone: readonly Quantity[],
  label: Extract<DriftFinding, { of: "gone" }>["label"],
): DriftFinding[] {
  return [...Map.groupBy(gone, ({ arm }) => arm).values()].map((quantities): DriftFinding => {
    return {
      of: "gone",
      label,
      ...placeOf(quantities[0]!),
      count: quantities.length,
    };
  });
}
