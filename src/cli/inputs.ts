import type { ClaimSpec, Profile, Suite } from "../claim/mod.ts";
import { type InputSource, openRealSources, syntheticSource, type TaskSuite } from "../data/mod.ts";
import { isDataless } from "../lab/mod.ts";
import type { Program } from "./program.ts";

/** Which inputs are opened; plain data. */
export interface InputOptions {
  readonly suite: Suite;
  /** Folder of the real suite's files. */
  readonly data?: string;
  readonly profile: Profile;
}

/** What the cells of some claims are measured on. */
export interface Inputs {
  readonly sources: readonly InputSource[];
  readonly taskSuite?: TaskSuite;
}

/**
 * Opens what the readings of some claims are measured on, and nothing else: the input sources, the
 * suite of tasks, or both.
 *
 * @throws {DataError} when files of the real suite cannot be used.
 */
export async function openInputs(
  specs: readonly ClaimSpec[],
  { program, suite, data, profile }: InputOptions & { readonly program: Program },
): Promise<Inputs> {
  const needed = specs.filter(({ readings }) => !readings.every(isDataless));
  const onSources = needed.some(({ inputs = "sources" }) => inputs === "sources");
  const onSuite = needed.some(({ inputs = "sources" }) => inputs !== "sources");
  const folder = suite === "real" ? data : undefined;
  return {
    sources: !onSources
      ? []
      : folder === undefined
      ? [syntheticSource()]
      : await openRealSources(folder),
    ...onSuite && {
      taskSuite: await program.openSuite({ profile, ...folder !== undefined && { data: folder } }),
    },
  };
}
