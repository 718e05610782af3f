import { foldEvents, JournalError, shardName } from "../lab/mod.ts";
import { collect, FanOut, type Report } from "../report/mod.ts";
import { readReportFolder } from "./journal.ts";
import { parseOptions } from "./options.ts";
import { tell } from "./output.ts";
import type { ProgramSource } from "./program.ts";
import { reportersOf } from "./reporters.ts";
import { show } from "./show.ts";
import { UsageError } from "./usage.ts";

/** `report DIR`: puts a run of any age out again from its journal; 4 where a reporter failed. */
export async function reportCommand(
  args: readonly string[],
  { root }: Pick<ProgramSource, "root">,
): Promise<number> {
  const options = parseOptions(args, { valued: ["reporter", "out"], flags: ["json", "quiet"] });
  const [dir, ...more] = options.positional;
  if (dir === undefined || more.length > 0) {
    throw new UsageError("report needs one report folder.");
  }
  const out = options.value("out") ?? dir;
  const reporters = new FanOut(reportersOf(options, { dir: out, root }));
  const content = readReportFolder(dir, { what: "report" });
  if (content instanceof JournalError) {
    throw new UsageError(
      `Cannot report ${dir}: its journal cannot be trusted: ${content.message}.`,
    );
  }
  const record = foldEvents(content.events);
  if (!record.plan) throw new UsageError(`Cannot report ${dir}: its run had not begun.`);
  if (record.plan.shard) {
    throw new UsageError(
      `Cannot report ${dir}: it is ${shardName(record.plan.shard)}: merge it with the others.`,
    );
  }
  const report = collectFrom(dir, () => collect(record, content.head));
  Deno.mkdirSync(out, { recursive: true });
  reporters.onBegin(record.plan, new Set());
  for (const event of content.events) reporters.onEvent(event);
  await reporters.onEnd({ report, record });
  if (!options.flag("quiet")) show(report, { json: options.flag("json") });
  reporters.faults.forEach((fault) => tell(`${fault}\n`));
  return reporters.faults.length > 0 ? 4 : 0;
}

/** A journal that no program of ours wrote may hold a plan that makes no report. */
function collectFrom(dir: string, collected: () => Report): Report {
  try {
    return collected();
  } catch (error) {
    throw new UsageError(`Cannot report ${dir}: ${(error as Error).message}.`);
  }
}
