/** Runs the steps of a GitHub workflow here, as they are written. */
import { parse } from "yaml";
import { assert, assertEquals } from "@std/assert";

type Values = Readonly<Record<string, string | number>>;

/** A step: a script, or an action with its inputs. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Values;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Values;
}

/** A job of a workflow. */
export interface Job {
  readonly steps: readonly Step[];
  readonly env?: Values;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly (string | number)[]>> };
}

/** A workflow file. */
export interface Workflow {
  readonly env: Values;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What stands for the runner. */
export interface Runner {
  /** The checked-out repository. */
  readonly cwd: string;
  /** Variables of the machine; those of the workflow of the same names give way to them. */
  readonly env: Readonly<Record<string, string>>;
  /** What `${{ … }}` stands for. */
  readonly context: Values;
  /** Does what an action does, where that matters here; gets its name without the version. */
  use(action: string, inputs: Readonly<Record<string, string>>): void;
}

/** A script that was run. */
export interface StepOutcome {
  readonly name: string;
  readonly code: number;
  readonly output: string;
}

/** Reads a workflow file. */
export function readWorkflow(path: string | URL): Workflow {
  return parse(Deno.readTextFileSync(path));
}

/** Runs a job's steps in order; after one that fails, those with `if: always()` only. */
export function runJob({ env }: Workflow, job: Job, runner: Runner): StepOutcome[] {
  const outcomes: StepOutcome[] = [];
  for (const step of job.steps) {
    const failed = outcomes.some(({ code }) => code !== 0);
    assert(step.if === undefined || step.if === "always()", `'${step.if}' is not understood here`);
    if (failed && step.if === undefined) continue;
    if (step.uses !== undefined) {
      runner.use(step.uses.split("@")[0]!, fill(step.with ?? {}, runner.context));
      continue;
    }
    const variables = fill({ ...env, ...job.env, ...step.env }, runner.context);
    const { code, stdout, stderr } = new Deno.Command("bash", {
      // As the runner does where a step names no shell.
      args: ["-e", "-c", step.run!],
      cwd: runner.cwd,
      env: { ...variables, ...runner.env },
      clearEnv: true,
      stdin: "null",
    }).outputSync();
    const output = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    outcomes.push({ name: step.name ?? step.run!, code, output });
  }
  return outcomes;
}

/** Puts in what expressions stand for; one that is not known is no expression of this runner's. */
function fill(values: Values, context: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const text = `${value}`.replaceAll(
        /\$\{\{ *([\w.]+) *\}\}/g,
        (whole, key) => `${context[key] ?? whole}`,
      );
      return [name, text];
    }),
  );
}

/** Every script that a workflow runs, for checks of their text. */
export function scriptsOf({ jobs }: Workflow): string[] {
  const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  assertEquals(scripts.filter((script) => script.includes("${{")), [], "scripts read variables");
  return scripts;
}
