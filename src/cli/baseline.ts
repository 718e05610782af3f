import { type Baseline, BASELINE_SCHEMA, baselineFile, renderBaseline } from "../drift/mod.ts";
import { measuredOf } from "../lab/mod.ts";
import { baselineDifference, writeWhole } from "../report/mod.ts";
import { BASELINES, committedBaseline } from "./baseline_file.ts";
import { parseOptions } from "./options.ts";
import { print, tell } from "./output.ts";
import { readSettledRun } from "./settled_run.ts";
import { UsageError } from "./usage.ts";

/** `baseline DIR`: makes a run the baseline of its profile and suite; 1 where `--yes` is wanting. */
export function baselineCommand(args: readonly string[]): number {
  const options = parseOptions(args, { valued: [], flags: ["yes"] });
  const [dir, ...more] = options.positional;
  if (dir === undefined || more.length > 0) {
    throw new UsageError("baseline needs one report folder.");
  }
  const { record, plan, run, head } = readSettledRun(dir, { what: "make a baseline of" });
  const failed = record.verdicts.find(({ arm, verdict }) =>
    arm === "main" && verdict.status === "error"
  );
  if (failed) {
    throw new UsageError(
      `Cannot make a baseline of ${dir}: reading ${failed.reading} of ${failed.claim} is an error.`,
    );
  }
  if (run.code.dirty !== false) {
    tell(
      "warning: its working tree was not that of a commit, or nobody knows: no one can repeat it\n",
    );
  }
  if ((plan.seeds ?? plan.firstSeed) !== undefined) {
    tell("warning: it was run with --seeds: runs on the profile's own are not held to its bits\n");
  }
  const baseline: Baseline = {
    schema: BASELINE_SCHEMA,
    journal: head,
    ...measuredOf(record),
  };
  const path = `${BASELINES}/${baselineFile(baseline)}`;
  const before = committedBaseline(baseline);
  const lines = before ? baselineDifference(before, baseline) : ["there is none yet"];
  print(
    `${path}${before ? `, of commit ${before.code.commit.slice(0, 12)}` : ""}: ` +
      `${lines.join("\n") || "the run is as it says"}\n`,
  );
  if (options.flag("yes")) {
    Deno.mkdirSync(BASELINES, { recursive: true });
    writeWhole(path, renderBaseline(baseline));
    print(`written: ${path}\n`);
    return 0;
  }
  if (lines.length === 0) return 0;
  print("nothing is written: give --yes to make this run the baseline\n");
  return 1;
}
