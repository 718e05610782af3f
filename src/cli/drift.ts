import { recall } from "../drift/mod.ts";
import type { DriftOptions } from "../lab/mod.ts";
import { type BaselineQuestion, BASELINES, chosenBaseline, runsInCi } from "./baseline_file.ts";
import { readHistory } from "./history.ts";
import type { Options } from "./options.ts";
import type { Program } from "./program.ts";

/** The baseline and the history, read before anything is measured. */
export function driftOf(
  options: Options,
  { program, warn, ...question }: BaselineQuestion & {
    readonly program: Pick<Program, "claims">;
    warn(message: string): void;
  },
): { drift?: DriftOptions; history?: string } {
  const given = options.value("baseline");
  const baseline = chosenBaseline(given, question);
  if (!baseline && given === undefined && runsInCi()) {
    const { profile, suite } = question;
    warn(`nothing is compared: no baseline of ${profile}, ${suite} is in ${BASELINES}`);
  }
  const history = options.value("history");
  const entries = history === undefined ? [] : readHistory(history, { warn });
  return {
    ...baseline && {
      drift: {
        baseline,
        known: program.claims.map(({ spec }) => spec.id),
        recall: (comparison, run) => recall(comparison, { entries, run }),
      },
    },
    ...history !== undefined && { history },
  };
}
