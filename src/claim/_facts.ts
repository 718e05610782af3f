import type { FactValue, Observation } from "./fact.ts";
import type { ErrorReason, Verdict } from "./verdict.ts";
import type { Needs } from "./_needs.ts";

/** The facts of one part of a conjunction: an observation a seed, seeds ascending. */
export interface Part {
  readonly part: string;
  readonly rows: readonly Observation[];
}

/** Facts fit to be judged. */
export interface Facts {
  /** Parts in the order of their names, so that no verdict depends on the order of the plan. */
  readonly parts: readonly Part[];
  /** Fewest seeds that can decide: one where nothing is sampled, else two. */
  readonly least: 1 | 2;
  /** Whether each seed draws its own weights and samples. */
  readonly replicated: boolean;
}

/** Why facts cannot be judged, and the part it is about where there is one. */
export interface Problem {
  readonly part?: string;
  readonly verdict: Extract<Verdict, { status: "error" }>;
}

/** What was planned and what was seen. */
export interface Plan {
  readonly parts: readonly string[];
  readonly seeds: readonly number[];
  readonly observations: readonly Observation[];
}

/** Orders names by code unit, the same in every locale. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One scalar a seed. The facts were checked to hold it. */
export function scalars(part: Part, name: string): number[] {
  return part.rows.map((row) => row.values[name] as number);
}

/** Makes the problem of a part. */
export function problem(
  reason: ErrorReason,
  detail: string,
  { part }: { readonly part?: string } = {},
): Problem {
  const verdict = { status: "error", reason, detail } as const;
  return part === undefined ? { verdict } : { part, verdict };
}

/** The planned parts with an observation a seed, or everything that keeps them from being that. */
export function tabulate(
  plan: Plan,
  needs: Needs,
): { readonly parts: readonly Part[]; readonly problems: readonly Problem[] } {
  const { observations } = plan;
  if (observations.length === 0 || plan.parts.length === 0 || plan.seeds.length === 0) {
    return { parts: [], problems: [problem("no-facts", "nothing was measured")] };
  }
  const names = plan.parts.toSorted(byName);
  const seeds = plan.seeds.toSorted((a, b) => a - b);
  const problems = [...doubled(names, seeds), ...unplanned(plan)];
  const parts = names.map((part) => ({
    part,
    rows: observations.filter((row) => row.part === part).toSorted((a, b) => a.seed - b.seed),
  }));
  for (const part of parts) problems.push(...flaws(part, { seeds, needs }));
  return { parts, problems };
}

function doubled(names: readonly string[], seeds: readonly number[]): Problem[] {
  const twice = <T>(values: readonly T[]) => values.filter((value, i) => value === values[i - 1]);
  return [
    ...twice(names).map((part) => problem("incomplete", `part ${part} is planned twice`, { part })),
    ...twice(seeds).map((seed) => problem("incomplete", `seed ${seed} is planned twice`)),
  ];
}

function unplanned({ parts, seeds, observations }: Plan): Problem[] {
  return observations
    .filter(({ part, seed }) => !parts.includes(part) || !seeds.includes(seed))
    .map(({ part, seed }) => `part ${part}, seed ${seed} was measured but not planned`)
    .toSorted(byName)
    .map((detail) => problem("incomplete", detail));
}

function flaws(
  { part, rows }: Part,
  { seeds, needs }: { readonly seeds: readonly number[]; readonly needs: Needs },
): Problem[] {
  const problems: Problem[] = [];
  const say = (reason: ErrorReason, detail: string) =>
    problems.push(problem(reason, `part ${part}: ${detail}`, { part }));
  for (const seed of seeds) {
    const count = rows.filter((row) => row.seed === seed).length;
    if (count === 0) say("incomplete", `seed ${seed} was not measured`);
    if (count > 1) say("incomplete", `seed ${seed} was measured ${count} times`);
  }
  for (const { seed, values } of rows) {
    for (const name of needs.scalars) {
      const value: unknown = values[name];
      if (typeof value !== "number") say("incomplete", `seed ${seed} has no scalar ${name}`);
      else if (!Number.isFinite(value)) say("not-finite", `seed ${seed}: ${name} is ${value}`);
    }
    for (const name of needs.arrays) {
      const value: FactValue | undefined = values[name];
      if (!Array.isArray(value)) say("incomplete", `seed ${seed} has no array ${name}`);
      else if (!value.every((v) => typeof v === "number" && !Number.isNaN(v))) {
        say("not-finite", `seed ${seed}: ${name} holds NaN`);
      }
    }
  }
  return problems;
}
