import type { Profile, Suite } from "../claim/mod.ts";
import { type Baseline, baselineFile, parseBaseline } from "../drift/mod.ts";
import { UsageError } from "./usage.ts";

/** Where committed baselines are. */
export const BASELINES = "reports/baseline";

/** What a baseline is of. */
export interface BaselineQuestion {
  readonly profile: Profile;
  readonly suite: Suite;
}

/**
 * The baseline that `--baseline FILE|DIR|none` names. Where it is not given, in continuous
 * integration the committed one, if there is one, and else none.
 *
 * @throws {UsageError} when it is not there, cannot be used, or is of another profile or suite.
 */
export function chosenBaseline(
  given: string | undefined,
  question: BaselineQuestion,
): Baseline | undefined {
  if (given === "none") return undefined;
  if (given === undefined) return runsInCi() ? committedBaseline(question) : undefined;
  const path = isFolder(given) ? `${given}/${baselineFile(question)}` : given;
  const baseline = readBaseline(path);
  if (!baseline) throw new UsageError(`Cannot use the baseline ${path}: there is no such file.`);
  const { profile, suite } = baseline;
  if (profile !== question.profile || suite !== question.suite) {
    throw new UsageError(
      `Cannot use the baseline ${path}: it is of ${profile}, ${suite}, and the run is of ` +
        `${question.profile}, ${question.suite}.`,
    );
  }
  return baseline;
}

/** The committed baseline of a profile and suite, if there is one. */
export function committedBaseline(question: BaselineQuestion): Baseline | undefined {
  return readBaseline(`${BASELINES}/${baselineFile(question)}`);
}

/** GitHub and most others set CI to true; without leave to look, there is no telling. */
export function runsInCi(): boolean {
  const { state } = Deno.permissions.querySync({ name: "env", variable: "CI" });
  return state === "granted" && Deno.env.get("CI") === "true";
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function readBaseline(path: string): Baseline | undefined {
  try {
    return parseBaseline(Deno.readTextFileSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    const { message } = error as Error;
    throw new UsageError(
      `Cannot use the baseline ${path}: ${message}.`,
    );
  }
}
