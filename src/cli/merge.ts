import { dirname } from "node:path";
import {
  codeHash,
  type Event,
  FolderError,
  foldEvents,
  IncompleteError,
  JournalError,
  MergeError,
  mergeShards,
  OutputFolder,
  type ShardFolder,
  writeJournal,
} from "../lab/mod.ts";
import { collect, FanOut } from "../report/mod.ts";
import { readReportFolder } from "./journal.ts";
import { parseOptions } from "./options.ts";
import { tell } from "./output.ts";
import { type Program, VERSION } from "./program.ts";
import { reportersOf } from "./reporters.ts";
import { show } from "./show.ts";
import { UsageError } from "./usage.ts";

/** Up to this many cells are listed on standard error. */
const LISTED = 20;

/** `merge DIR…`: judges the shards of a run together and reports; 4 where some of it is missing. */
export async function mergeCommand(args: readonly string[], program: Program): Promise<number> {
  const options = parseOptions(args, { valued: ["out", "reporter"], flags: ["json", "quiet"] });
  const dirs = options.positional;
  const dir = options.value("out");
  if (dirs.length === 0) throw new UsageError("merge needs the folders of all shards of a run.");
  if (dir === undefined) throw new UsageError("merge needs --out DIR, a new folder.");
  const reporters = new FanOut(reportersOf(options, { dir, root: program.root }));
  const folders = dirs.map(readShard);
  const code = codeHash(program.root);
  const versions = { taskproof: VERSION, ...Deno.version };
  let events: Event[];
  try {
    events = mergeShards(folders, { code, versions, command: ["merge", ...args] });
  } catch (error) {
    if (error instanceof IncompleteError) return tellMissing(error, dir);
    throw error;
  }
  using folder = OutputFolder.open(dir);
  refuseUsed(folder);
  const { head } = writeJournal(folder.journal, events);
  const record = foldEvents(events);
  reporters.onBegin(record.plan!, 0);
  for (const event of events) reporters.onEvent(event);
  const report = collect(record, head);
  await reporters.onEnd({ report, record });
  show(report, { json: options.flag("json") });
  reporters.faults.forEach((fault) => tell(`${fault}\n`));
  if (!options.flag("quiet")) {
    const { cells } = report.provenance;
    tell(`report in ${dir}: ${cells.finished} cells of ${dirs.length} shards\n`);
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
