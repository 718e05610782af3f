import { dueCells, type RunRecord, type RunStore, shardName } from "../lab/mod.ts";
import { formatSeconds, type Report, timeText } from "../report/mod.ts";

/** What the closing lines are about. */
export interface Closing {
  readonly dir: string;
  readonly store: ReturnType<RunStore["size"]>;
  /** The arguments of the command. */
  readonly args: readonly string[];
  readonly report: Report;
}

/** The last lines on standard error: where the report is, the store's size, how to go on. */
export function closing({ dir, store, args, report }: Closing): string {
  const { cells } = report.provenance;
  const lines = [
    `report in ${dir}: ${cells.finished} of ${cells.planned} cells, ${timeText(report.provenance)}`,
    `run store: ${store.runs} runs, ${(store.bytes / 2 ** 20).toFixed(1)} MiB`,
  ];
  if (report.interrupted) {
    lines.unshift(`stopped by ${report.interrupted}; go on with: ${resumeCommand(args, dir)}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** The last lines of a shard: what it measured, and what comes next. */
export function shardClosing(
  { dir, args, record: { plan, cells, end } }: {
    readonly dir: string;
    readonly args: readonly string[];
    readonly record: RunRecord;
  },
): string {
  const due = dueCells(plan!);
  const { shard } = plan!;
  const { interrupted, seconds } = end!;
  const lines = [
    ...interrupted ? [`stopped by ${interrupted}; go on with: ${resumeCommand(args, dir)}`] : [],
    `${shardName(shard!)} in ${dir}: ${cells.size} of its ${due.length} cells, of ${
      plan!.cells.length
    } ` +
    `in all, ${formatSeconds(seconds)} by the clock; nothing is judged yet`,
    ...interrupted ? [] : [
      `once all ${shard!.count} are there: deno task merge DIR… --out DIR, with all their folders`,
    ],
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** The command that goes on in a folder: the same one, with that folder and what is stored. */
export function resumeCommand(args: readonly string[], dir: string): string {
  const kept = args.filter((argument) => argument !== "--fresh");
  const named = args.some((argument) => /^--out(=|$)/.test(argument));
  const words = ["deno", "task", "verify", ...kept, ...(named ? [] : ["--out", dir])];
  return words.map(shellWord).join(" ");
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
