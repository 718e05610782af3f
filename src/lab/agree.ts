import type { PlanEvent, RunEvent } from "./events.ts";
import type { RunRecord } from "./record.ts";

/** What must be the same for a run to go on where another one stopped. */
export interface Continuation {
  readonly plan: PlanEvent;
  readonly code: string;
  readonly device: RunEvent["device"];
}

/**
 * Says in what a continuation differs from the run on disk, or gives undefined when they agree.
 *
 * @returns A phrase such as `the profile was smoke and is now default`.
 */
export function differenceFrom(record: RunRecord, now: Continuation): string | undefined {
  const run = record.runs.at(-1);
  const { plan } = record;
  const pairs: (readonly [what: string, was: string | undefined, is: string])[] = [
    ["the device", run && label(run.device), label(now.device)],
    ["the program's code hash", run?.code.hash, now.code],
  ];
  if (plan) {
    pairs.unshift(
      ["the profile", plan.profile, now.plan.profile],
      ["the suite", plan.suite, now.plan.suite],
      ["--seeds", seeds(plan), seeds(now.plan)],
      ["the list of claims", claims(plan), claims(now.plan)],
      ...specs(plan, now.plan),
      ["the list of input sources", sources(plan), sources(now.plan)],
      ...digests(plan, now.plan),
      ["the plan's hash", plan.hash, now.plan.hash],
    );
  }
  const different = pairs.find(([, was, is]) => was !== undefined && was !== is);
  return different && `${different[0]} was ${different[1]} and is now ${different[2]}`;
}

function label({ kind, label }: RunEvent["device"]): string {
  return `${kind} (${label})`;
}

function seeds({ seeds, firstSeed = 0 }: PlanEvent): string {
  if (seeds === undefined) return firstSeed === 0 ? "not given" : `${firstSeed} and on`;
  return firstSeed === 0 ? String(seeds) : `${firstSeed}-${firstSeed + seeds - 1}`;
}

function claims(plan: PlanEvent): string {
  return plan.claims.map(({ spec }) => spec.id).join(", ");
}

function sources(plan: PlanEvent): string {
  return plan.sources.map(({ name }) => name).join(", ") || "empty";
}

function specs(was: PlanEvent, is: PlanEvent) {
  return was.claims.map(({ spec, hash }) => {
    const now = is.claims.find((claim) => claim.spec.id === spec.id);
    return [`the hash of the spec of ${spec.id}`, hash, now?.hash ?? "absent"] as const;
  });
}

function digests(was: PlanEvent, is: PlanEvent) {
  const inputs = (
    { sources, taskSuite }: PlanEvent,
  ) => [...sources, ...taskSuite ? [taskSuite] : []];
  return inputs(was).map(({ name, digest }) => {
    const now = inputs(is).find((input) => input.name === name);
    return [`the digest of the inputs '${name}'`, digest, now?.digest ?? "absent"] as const;
  });
}
