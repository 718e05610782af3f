import {
  type CodeRecord,
  type DriftEvent,
  type FreshBlock,
  measureAgain,
  type OutputFolder,
  type PlanEvent,
  type RunStoreOptions,
  type Signals,
} from "../lab/mod.ts";
import type { DeviceChoice } from "../engine/mod.ts";
import { openCrew } from "./crew.ts";
import { openInputs } from "./inputs.ts";
import { runNames } from "./plan.ts";
import { type Program, VERSION } from "./program.ts";

/** With what a merged run's doubts are settled. */
export interface ConfirmOptions {
  readonly program: Program;
  /** Of the merged run: what is measured again gets a folder in it. */
  readonly folder: OutputFolder;
  readonly plan: PlanEvent;
  /** Folder of the real suite's files. */
  readonly data?: string;
  readonly jobs: number;
  readonly device: DeviceChoice;
  readonly store: RunStoreOptions;
  readonly code: CodeRecord;
  readonly command: readonly string[];
  readonly stop: Signals;
}

/** Measures the arms of a plan that are in doubt on fresh seeds; undefined where a signal stopped it. */
export async function confirm(
  block: FreshBlock,
  { program, folder, plan, data, code, command, stop, ...crew }: ConfirmOptions,
): Promise<DriftEvent["again"] | undefined> {
  const { profile, suite, seeds } = plan;
  const claims = program.claims.filter(({ spec }) =>
    block.arms.some((arm) => arm.startsWith(`${spec.id}/`))
  );
  const inputOptions = { suite, profile, ...data !== undefined && { data } };
  const inputs = await openInputs(claims.map(({ spec }) => spec), { ...inputOptions, program });
  return await measureAgain(block, {
    ...inputs,
    claims,
    folder,
    profile,
    suite,
    ...seeds !== undefined && { seeds },
    openCrew: (cells) =>
      openCrew(cells, {
        ...crew,
        program,
        claims,
        code: code.hash,
        inputs,
        inputOptions,
        runsOf: (cell) => runNames(cell, { claims, inputs }),
        stop,
      }),
    code,
    versions: { taskproof: VERSION, ...Deno.version },
    command,
    stop,
    listener: { onBegin() {}, onCell() {}, onEvent() {} },
  });
}
