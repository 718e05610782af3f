import { problemsOf, type Profile, PROFILES, type Suite, SUITES } from "../claim/mod.ts";
import { type InputSource, openRealSources, syntheticSource } from "../data/mod.ts";
import { DeviceUnavailableError } from "../engine/device.ts";
import { type Claim, OutputFolder, readCode, RunStore, Signals, verify } from "../lab/mod.ts";
import { collect, renderLines, renderTable, type Report, writeReports } from "../report/mod.ts";
import { closing } from "./closing.ts";
import { exclusive, oneOf, type Options, parseOptions, positiveNumber } from "./options.ts";
import { print, showsColour, tell, terminalWidth } from "./output.ts";
import { DEVICES, type Program, VERSION } from "./program.ts";
import { ProgressLine } from "./progress.ts";
import { selectClaims } from "./select.ts";
import { UsageError } from "./usage.ts";

const NAMES = {
  valued: ["profile", "seeds", "suite", "data", "device", "out", "store"],
  flags: ["fresh", "quiet", "verbose", "json"],
} as const;

/** `verify`: measures, judges and reports; gives the exit status. */
export async function verifyCommand(args: readonly string[], program: Program): Promise<number> {
  const options = parseOptions(args, NAMES);
  const { claims, quiet, progress, device, dir, store, ...settings } = settingsOf(options, program);
  const sources = await openSources(options.value("data"));
  using signals = new Signals(() => quiet || tell("\nstopping; once more to stop at once\n"));
  using folder = OutputFolder.open(dir);
  const { record, head, status } = await verify(claims, {
    ...settings,
    folder,
    sources,
    openEngine: () => program.openEngine(device).catch(unavailable),
    selfTest: (engine) => program.selfTest(engine),
    store,
    code: await readCode(program.root),
    versions: { taskproof: VERSION, ...Deno.version },
    command: ["verify", ...args],
    stop: signals,
    progress,
  }).finally(() => progress.close());
  const report = collect(record, head);
  const faults = writeReports(dir, { report, record });
  show(report, options.flag("json"));
  faults.forEach((fault) => tell(`${fault}\n`));
  if (!quiet) tell(closing({ dir, store: store.size(), args, report }));
  return faults.length > 0 && report.interrupted === undefined ? 4 : status;
}

/** Reads the options, before anything is opened. */
function settingsOf(options: Options, program: Program) {
  exclusive(options, ["quiet", "verbose"]);
  const profile = profileOf(options);
  const suite = suiteOf(options);
  const seeds = positiveNumber(options, "seeds");
  const fresh = options.flag("fresh");
  const quiet = options.flag("quiet");
  const loudness = quiet ? "quiet" : options.flag("verbose") ? "verbose" : "normal";
  const warn = (message: string) => quiet || tell(`warning: ${message}\n`);
  return {
    claims: soundClaims(options, program),
    profile,
    suite,
    ...(seeds !== undefined && { seeds }),
    fresh,
    quiet,
    progress: new ProgressLine(loudness),
    device: oneOf(options, { name: "device", valid: DEVICES, otherwise: "auto" }),
    dir: options.value("out") ?? defaultFolder(profile, suite),
    store: new RunStore({ dir: options.value("store") ?? "reports/.store", fresh, warn }),
  };
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
    throw new UsageError("Suite 'real' needs --data DIR, a folder with IDX image files.");
  }
  if (suite === "procedural" && data !== undefined) {
    throw new UsageError("Suite 'procedural' reads no files: leave out --data or --suite.");
  }
  return suite;
}

async function openSources(data: string | undefined): Promise<readonly InputSource[]> {
  return data === undefined ? [syntheticSource()] : await openRealSources(data);
}

/** A device that is not there is a reason not to run, and no fault of the program. */
function unavailable(error: Error): Error {
  if (error instanceof DeviceUnavailableError) return error;
  throw error;
}

function defaultFolder(profile: Profile, suite: Suite): string {
  const now = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return `reports/${profile}-${suite}-${now}`;
}

function show(report: Report, json: boolean): void {
  print(
    json
      ? renderLines(report)
      : renderTable(report, { width: terminalWidth(), colour: showsColour() }),
  );
}
