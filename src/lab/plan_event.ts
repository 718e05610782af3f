import type { ClaimSpec, Suite } from "../claim/mod.ts";
import type { TaskSuite } from "../data/mod.ts";
import { sha256 } from "./digest.ts";
import type { PlanEvent } from "./events.ts";
import { canonicalJson } from "./json.ts";
import { plan, type PlanOptions } from "./plan.ts";

/** What is planned, besides the claims. */
export interface PlanEventOptions extends PlanOptions {
  readonly suite: Suite;
  readonly sources: readonly { readonly name: string; readonly digest: string }[];
  readonly taskSuite?: {
    readonly name: string;
    readonly digest: string;
    readonly tasks: readonly string[];
  };
}

/** A suite of tasks as a plan names it. */
export function plannedSuite(
  { name, digest, tasks }: TaskSuite,
): NonNullable<PlanEventOptions["taskSuite"]> {
  return { name, digest, tasks: tasks.map((task) => task.name) };
}

/** SHA-256 of a spec: any change to what is measured, judged or registered changes it. */
export function specHash(spec: ClaimSpec): string {
  return sha256(canonicalJson(spec));
}

/** The plan as the journal's event: full specs, their hashes, and every cell. */
export function planEvent(specs: readonly ClaimSpec[], options: PlanEventOptions): PlanEvent {
  const { profile, suite, seeds, firstSeed, arms } = options;
  const content = {
    profile,
    suite,
    ...(seeds !== undefined && { seeds }),
    ...(firstSeed !== undefined && { firstSeed }),
    ...(arms && { arms }),
    sources: options.sources.map(({ name, digest }) => ({ name, digest })),
    ...(options.taskSuite && { taskSuite: options.taskSuite }),
    claims: specs.map((spec) => ({ hash: specHash(spec), spec })),
    cells: plan(specs, options),
  };
  return { type: "plan", hash: planHash(content), ...content };
}

/** SHA-256 of everything in a plan; equal plans measure the same cells by the same rules. */
export function planHash(content: Omit<PlanEvent, "type" | "hash">): string {
  // Keys that are absent, as in every plan of before they were thought of, change no hash.
  const { profile, suite, seeds, firstSeed, arms, sources, taskSuite, claims, cells } = content;
  return sha256(
    canonicalJson({ profile, suite, seeds, firstSeed, arms, sources, taskSuite, claims, cells }),
  );
}
