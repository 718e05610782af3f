import { DataError } from "../data/mod.ts";
// Not by way of its mod.ts, which loads the whole engine, for commands that need none too.
import { DeviceUnavailableError } from "../engine/device.ts";
import { FolderError, JournalWriteError, LockedError, MergeError } from "../lab/mod.ts";
import { auditCommand } from "./audit.ts";
import { baselineCommand } from "./baseline.ts";
import { explainCommand } from "./explain.ts";
import { HELP } from "./help.ts";
import { listCommand } from "./list.ts";
import { mergeCommand } from "./merge.ts";
import { print, tell } from "./output.ts";
import { pretrainCommand } from "./pretrain.ts";
import { type Program, type ProgramSource, VERSION } from "./program.ts";
import { registerCommand } from "./register.ts";
import { reportCommand } from "./report.ts";
import { unknown, UsageError } from "./usage.ts";
import { verifyCommand } from "./verify.ts";

/** A command on what it is given: a program, or where to load one from. */
type Command<Given> = (args: readonly string[], given: Given) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Command<ProgramSource>>> = {
  verify: loaded(verifyCommand),
  list: loaded(listCommand),
  explain: loaded(explainCommand),
  audit: loaded(auditCommand),
  report: reportCommand,
  merge: loaded(mergeCommand),
  baseline: baselineCommand,
  register: loaded(registerCommand),
  pretrain: loaded(pretrainCommand),
};

function loaded(command: Command<Program>): Command<ProgramSource> {
  return async (args, { load }) => await command(args, await load());
}

/** Errors that say what the user must mend: wrong usage, folders, inputs, the device asked for. */
const USER_ERRORS = [
  UsageError,
  FolderError,
  LockedError,
  MergeError,
  DataError,
  DeviceUnavailableError,
];

/**
 * Runs a command line and gives its exit status; never throws.
 *
 * The sentence of an error is written to standard error: status 2 when the user must mend
 * something, 4 when the run broke off or the program must be mended.
 */
export async function run(args: readonly string[], source: ProgramSource): Promise<number> {
  try {
    const [name = "--help", ...rest] = args;
    if (name === "--help" || name === "-h") {
      print(HELP[""]);
      return args.length > 0 ? 0 : 2;
    }
    if (args.includes("--version")) {
      print(`taskproof ${VERSION}\n`);
      return 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw unknown("command", { word: name, valid: Object.keys(COMMANDS) });
    if (rest.includes("--help") || rest.includes("-h")) {
      print(HELP[name as keyof typeof HELP]);
      return 0;
    }
    return await command(rest, source);
  } catch (error) {
    return reportError(error);
  }
}

/** Says what went wrong on standard error, and gives the exit status. */
export function reportError(error: unknown): number {
  if (error instanceof Error && USER_ERRORS.some((known) => error instanceof known)) {
    tell(`taskproof: ${error.message}\n`);
    return 2;
  }
  if (error instanceof JournalWriteError) {
    tell(`taskproof: ${error.message}\n`);
    return 4;
  }
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  tell(`taskproof: unexpected error: ${text}\n`);
  return 4;
}
