import { problemsOf, type Profile, PROFILES, type Suite, SUITES } from "../claim/mod.ts";
import { type Claim, OutputFolder, readCode, RunStore, Signals, verify } from "../lab/mod.ts";
import { FanOut } from "../report/mod.ts";
import { closing, shardClosing } from "./closing.ts";
import { jobsOf, openCrew } from "./crew.ts";
import { driftOf } from "./drift.ts";
import { openInputs } from "./inputs.ts";
import { secondsEach } from "./loads.ts";
import { exclusive, oneOf, type Options, parseOptions, seedBlock } from "./options.ts";
import { print, tell as tellAlways, terminalWidth } from "./output.ts";
import { planReport, renderPlan, renderPlanJson, runNames } from "./plan.ts";
import { type Program, VERSION } from "./program.ts";
import { type Loudness, ProgressLine } from "./progress.ts";
import { putOut } from "./put_out.ts";
import { reportersOf } from "./reporters.ts";
import { selectClaims } from "./select.ts";
import { type ShardChoice, shardChoice, splitCells } from "./shard.ts";
import { UsageError } from "./usage.ts";

const NAMES = {
  valued: [
    "profile",
    "seeds",
    "suite",
    "data",
    "device",
    "out",
    "store",
    "jobs",
    "reporter",
    "shard",
    "baseline",
    "history",
  ],
  flags: ["plan", "fresh", "quiet", "verbose", "json"],
} as const;

/** `verify`: measures, judges and reports; gives the exit status. */
export async function verifyCommand(args: readonly string[], program: Program): Promise<number> {
  const options = parseOptions(args, NAMES);
  const { shard, history, ...settings } = settingsOf(options, program);
  const { claims, jobs, device, dir, store, tell, loudness, inputOptions } = settings;
  const specs = claims.map(({ spec }) => spec);
  const inputs = await openInputs(specs, { ...inputOptions, program });
  if (options.flag("plan")) {
    const report = planReport({ inputs, ...shard && { shard }, ...settings });
    print(options.flag("json") ? renderPlanJson(report) : renderPlan(report, terminalWidth()));
    return 0;
  }
  const { taskSuite } = inputs;
  if (taskSuite && taskSuite.missing.length > 0) {
    tell(`suite ${taskSuite.name}: no images for ${taskSuite.missing.join(", ")}\n`);
  }
  if (jobs > navigator.hardwareConcurrency) {
    store.warn(
      `${jobs} jobs on ${navigator.hardwareConcurrency} cores: they will wait for each other`,
    );
  }
  const runStore = new RunStore(store);
  runStore.sweep();
  const progress = new ProgressLine(
    loudness,
    (cells) => secondsEach(cells, { ...settings, inputs }),
  );
  const reporters = new FanOut([
    progress,
    ...shard ? [] : reportersOf(options, { dir, root: program.root }),
  ]);
  using signals = new Signals(() => tell("\nstopping; once more to stop at once\n"));
  using folder = OutputFolder.open(dir);
  const code = await readCode(program.root);
  const { record, head, status } = await verify(claims, {
    ...settings,
    ...inputs,
    folder,
    openCrew: (cells) =>
      openCrew(cells, {
        program,
        claims,
        jobs,
        device,
        store,
        code: code.hash,
        inputs,
        inputOptions,
        runsOf: (cell) => runNames(cell, { claims, inputs }),
        stop: signals,
      }),
    code,
    versions: { taskproof: VERSION, ...Deno.version },
    command: ["verify", ...args],
    stop: signals,
    listener: reporters,
    ...shard && {
      shardOf: (cells) => ({
        ...shard,
        cells: splitCells(cells, { ...settings, inputs, ...shard })[shard.index - 1]!.cells,
      }),
    },
  }).finally(() => progress.close());
  if (shard) {
    const text = shardClosing({ dir, args, record });
    if (options.flag("json")) tell(text);
    else print(text);
    return status;
  }
  const report = await putOut(record, {
    dir,
    head,
    reporters,
    ...history !== undefined && { history },
    json: options.flag("json"),
  });
  tell(closing({ dir, store: runStore.size(), args, report }));
  return reporters.faults.length > 0 && report.interrupted === undefined ? 4 : status;
}

/** Reads the options, before anything is opened. */
function settingsOf(options: Options, program: Program) {
  exclusive(options, ["quiet", "verbose"]);
  const profile = profileOf(options);
  const suite = suiteOf(options);
  const data = options.value("data");
  const shard = shardOf(options);
  const fresh = options.flag("fresh");
  const quiet = options.flag("quiet");
  const loudness: Loudness = quiet ? "quiet" : options.flag("verbose") ? "verbose" : "normal";
  const tell = (text: string) => quiet || tellAlways(text);
  const warn = (message: string) => void tell(`warning: ${message}\n`);
  return {
    claims: soundClaims(options, program),
    profile,
    suite,
    ...seedBlock(options),
    ...shard && { shard },
    fresh,
    tell,
    loudness,
    ...jobsOf(options),
    ...shard ? {} : driftOf(options, { program, profile, suite, warn }),
    dir: options.value("out") ?? defaultFolder({ profile, suite, ...shard && { shard } }),
    store: { dir: options.value("store") ?? "reports/.store", fresh, warn },
    inputOptions: { suite, profile, ...(data !== undefined && { data }) },
  };
}

/** A shard is not judged, so it has nothing to report or to compare. */
function shardOf(options: Options): ShardChoice | undefined {
  const shard = shardChoice(options, (name) => Deno.env.get(name));
  const later = ["reporter", "baseline", "history"].find((name) =>
    options.value(name) !== undefined
  );
  if (shard && later !== undefined) {
    throw new UsageError(`A shard is not judged: give --${later} to merge.`);
  }
  return shard;
}

function soundClaims({ positional }: Options, program: Program): readonly Claim[] {
  const claims = selectClaims(program.claims, positional);
  for (const { spec } of claims) {
    const [problem] = problemsOf(spec);
    if (problem) throw new UsageError(`Claim ${spec.id} cannot be verified: ${problem}.`);
  }
  return claims;
}

function profileOf(options: Options): Profile {
  if (options.value("profile") === "paper") {
    throw new UsageError("Profile 'paper' is not available yet: use smoke, default or nightly.");
  }
  return oneOf(options, { name: "profile", valid: PROFILES, otherwise: "default" });
}

/** `--data` says where the real suite's files are, so it asks for that suite. */
function suiteOf(options: Options): Suite {
  const data = options.value("data");
  const suite = oneOf(options, {
    name: "suite",
    valid: SUITES,
    otherwise: data === undefined ? "procedural" : "real",
  });
  if (suite === "real" && data === undefined) {
    throw new UsageError(
      "Suite 'real' needs --data DIR, a folder with image files: see README.md.",
    );
  }
  if (suite === "procedural" && data !== undefined) {
    throw new UsageError("Suite 'procedural' reads no files: leave out --data or --suite.");
  }
  return suite;
}

function defaultFolder(
  { profile, suite, shard }: { profile: Profile; suite: Suite; shard?: ShardChoice },
): string {
  const now = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return `reports/${profile}-${suite}-${now}${shard ? `-${shard.index}-of-${shard.count}` : ""}`;
}
