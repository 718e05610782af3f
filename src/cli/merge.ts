import { existsSync } from "node:fs";
import { dirname } from "node:path";
import {
  AGAIN_NAME,
  FolderError,
  foldEvents,
  IncompleteError,
  JournalError,
  MergeError,
  mergeShards,
  OutputFolder,
  readCode,
  type ShardFolder,
  SIGNAL_STATUS,
  Signals,
  writeJournal,
} from "../lab/mod.ts";
import { FanOut } from "../report/mod.ts";
import type { BaselineQuestion } from "./baseline_file.ts";
import { confirm } from "./confirm.ts";
import { jobsOf } from "./crew.ts";
import { driftOf } from "./drift.ts";
import { readReportFolder } from "./journal.ts";
import { parseOptions } from "./options.ts";
import { tell } from "./output.ts";
import type { Program } from "./program.ts";
import { putOut } from "./put_out.ts";
import { reportersOf } from "./reporters.ts";
import { UsageError } from "./usage.ts";

const NAMES = {
  valued: ["out", "reporter", "baseline", "history", "data", "device", "store", "jobs"],
  flags: ["json", "quiet"],
} as const;

/** Up to this many cells are listed on standard error. */
const LISTED = 20;

/** `merge DIR…`: judges the shards of a run together and reports; 4 where some of it is missing. */
export async function mergeCommand(args: readonly string[], program: Program): Promise<number> {
  const options = parseOptions(args, NAMES);
  const dir = options.value("out");
  if (options.positional.length === 0) {
    throw new UsageError("merge needs the folders of all shards of a run.");
  }
  if (dir === undefined) throw new UsageError("merge needs --out DIR, a new folder.");
  const warn = (message: string) => options.flag("quiet") || tell(`warning: ${message}\n`);
  const reporters = new FanOut(reportersOf(options, { dir, root: program.root }));
  const crew = jobsOf(options);
  const folders = options.positional.map(readShard);
  const { drift, history } = driftOf(options, { program, ...questionOf(folders), warn });
  const code = await readCode(program.root);
  const command = ["merge", ...args];
  const data = options.value("data");
  using stop = new Signals(() => tell("\nstopping; once more to stop at once\n"));
  using folder = OutputFolder.open(dir);
  refuseUsed(folder);
  let events;
  try {
    events = await mergeShards(folders, {
      code: code.hash,
      specs: program.claims.map(({ spec }) => spec),
      command,
      ...drift && { drift },
      again: (block, plan) =>
        confirm(block, {
          ...crew,
          program,
          folder,
          plan,
          ...data !== undefined && { data },
          store: { dir: options.value("store") ?? "reports/.store", fresh: false, warn },
          code,
          command,
          stop,
        }),
    });
  } catch (error) {
    if (error instanceof IncompleteError) return tellMissing(error, dir);
    throw error;
  }
  if (stop.signal) {
    // What was trained for it is in the store; without a journal the folder would be nobody's.
    const again = `${dir}/${AGAIN_NAME}`;
    if (existsSync(again)) Deno.removeSync(again, { recursive: true });
    tell(`stopped by ${stop.signal} before anything was written\n`);
    return SIGNAL_STATUS[stop.signal];
  }
  const { head } = writeJournal(folder.journal, events);
  const record = foldEvents(events);
  reporters.onBegin(record.plan!, new Set());
  for (const event of events) reporters.onEvent(event);
  const report = await putOut(record, {
    dir,
    head,
    reporters,
    ...history !== undefined && { history },
    json: options.flag("json"),
  });
  if (!options.flag("quiet")) {
    const { cells } = report.provenance;
    tell(`report in ${dir}: ${cells.finished} cells of ${folders.length} shards\n`);
  }
  return reporters.faults.length > 0 ? 4 : record.end!.status;
}

function readShard(dir: string): ShardFolder {
  const content = readReportFolder(dir, { what: "merge" });
  if (content instanceof JournalError) {
    throw new MergeError(`Cannot merge ${dir}: its journal cannot be trusted: ${content.message}`);
  }
  return { dir, content };
}

/** Of what the whole is: where the shards are not of one kind, they are not merged. */
function questionOf([first]: readonly ShardFolder[]): BaselineQuestion {
  const plan = first!.content.events.find((event) => event.type === "plan");
  return { profile: plan?.profile ?? "default", suite: plan?.suite ?? "procedural" };
}

/** Nothing is overwritten: a folder that was merged into is as good as any run. */
function refuseUsed(folder: OutputFolder): void {
  if (folder.read() === undefined) return;
  throw new FolderError(
    `Cannot merge into ${folder.dir}: it holds a run; choose another --out, or put that run out ` +
      `again with: deno task report ${folder.dir}`,
  );
}

/** Lists the cells: those that are too many for a terminal in a file beside the folder. */
function tellMissing({ message, cells }: IncompleteError, dir: string): number {
  const lines = cells.slice(0, LISTED).map((line) => `  ${line}`);
  if (cells.length > LISTED) {
    const file = `${dir.replace(/\/+$/, "")}.cells.txt`;
    Deno.mkdirSync(dirname(file), { recursive: true });
    Deno.writeTextFileSync(file, cells.map((line) => `${line}\n`).join(""));
    lines.push(`  and ${cells.length - LISTED} more: all are in ${file}`);
  }
  tell([`taskproof: ${message}`, ...lines, ""].join("\n"));
  return 4;
}
