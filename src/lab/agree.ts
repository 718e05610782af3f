import { sha256 } from "./digest.ts";
import type { PlanEvent, RunEvent } from "./events.ts";
import type { RunRecord } from "./record.ts";

/** What must be the same for a run to go on where another one stopped. */
export interface Continuation {
  readonly plan: PlanEvent;
  readonly code: string;
  readonly device: RunEvent["device"];
  readonly versions: RunEvent["versions"];
}

/** Something that must be the same in two places, as text; undefined where one place is silent. */
export type Pair = readonly [what: string, was: string | undefined, is: string];

/**
 * Says in what a continuation differs from the run on disk, or gives undefined when they agree.
 *
 * @returns A phrase such as `the profile was smoke and is now default`.
 */
export function differenceFrom(record: RunRecord, now: Continuation): string | undefined {
  const run = record.runs.at(-1);
  const { plan } = record;
  const pairs: Pair[] = [
    // Shards were merged on another machine than those that measured them.
    ["the device", run && !run.merged ? label(run.device) : undefined, label(now.device)],
    ["the program's code hash", run?.code.hash, now.code],
    ...run ? versionPairs(run, now) : [],
  ];
  if (plan) {
    pairs.unshift(
      ...planPairs(plan, now.plan),
      ["--shard", shard(plan), shard(now.plan)],
      ["the split into shards", split(plan), split(now.plan)],
    );
  }
  const different = firstDifference(pairs);
  return different && `${different[0]} was ${different[1]} and is now ${different[2]}`;
}

/** Of what runs the program, what decides the bits of a measurement; an old journal may be silent. */
export function versionPairs(
  was: Pick<RunEvent, "versions">,
  is: Pick<RunEvent, "versions">,
): Pair[] {
  return [["the version of V8", was.versions.v8, is.versions.v8 ?? "unknown"]];
}

/** Says in what a later start of a run is another one than the first, which no program of ours goes on with. */
export function differenceOfRuns(was: RunEvent, is: RunEvent): string | undefined {
  const different = firstDifference([
    ["the device", label(was.device), label(is.device)],
    ["the program's code hash", was.code.hash, is.code.hash],
    ...versionPairs(was, is),
  ]);
  return different && `${different[0]} was ${different[1]} and is then ${different[2]}`;
}

/** The first pair that is not one. */
export function firstDifference(pairs: readonly Pair[]): Pair | undefined {
  return pairs.find(([, was, is]) => was !== undefined && was !== is);
}

/** What makes a plan, the telling parts first; which shard of it is measured is none of them. */
export function planPairs(was: PlanEvent, is: PlanEvent): Pair[] {
  return [
    ["the profile", was.profile, is.profile],
    ["the suite", was.suite, is.suite],
    ["--seeds", seeds(was), seeds(is)],
    ["the list of claims", claims(was), claims(is)],
    ...specs(was, is),
    ["the list of input sources", sources(was), sources(is)],
    ...digests(was, is),
    ["the plan's hash", was.hash, is.hash],
  ];
}

function label({ kind, label }: RunEvent["device"]): string {
  return `${kind} (${label})`;
}

function seeds({ seeds, firstSeed = 0 }: PlanEvent): string {
  if (seeds === undefined) return firstSeed === 0 ? "not given" : `${firstSeed} and on`;
  return firstSeed === 0 ? String(seeds) : `${firstSeed}-${firstSeed + seeds - 1}`;
}

function shard({ shard }: PlanEvent): string {
  return shard ? `${shard.index}/${shard.count}` : "not given";
}

function split({ shard }: PlanEvent): string {
  return sha256(`${shard?.cells}`);
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
