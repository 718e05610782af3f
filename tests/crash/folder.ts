/** What an output folder says, to be compared with what another one does. */
import { assertEquals } from "@std/assert";
import {
  auditJournal,
  decodeSafetensors,
  foldEvents,
  readJournal,
  type RunKey,
  type RunRecord,
  RunStore,
} from "../../src/lab/mod.ts";
import { collect, compareFolder } from "../../src/report/mod.ts";

/** What of a provenance depends on when and how often the program was started. */
const OF_THE_STARTS = [
  "cachedFacts",
  "command",
  "elapsed",
  "ended",
  "journalHead",
  "root",
  "runs",
  "started",
  "trainings",
];

/**
 * A finished folder without times and starts: equal for equal runs, however they came about.
 *
 * Each of its cells was finished once, and it passes its audit.
 */
export async function essenceOf(dir: string) {
  const content = readJournal(`${dir}/events.jsonl`);
  const record = foldEvents(content.events);
  const finished = content.events.flatMap((event) => event.type === "cell" ? [event.cell] : []);
  assertEquals(finished.sort(), record.plan!.cells.map(({ key }) => key).sort());
  const report = collect(record, content.head);
  const faults = [
    ...auditJournal(content),
    ...(await compareFolder(dir, { report, record, sameCode: true })).faults,
  ];
  assertEquals(faults, []);
  return {
    report: reportIn(dir),
    facts: repeatableFacts(record),
    verdicts: record.verdicts,
    files: [...Deno.readDirSync(dir)].map(({ name }) => name).sort(),
  };
}

/** `report.json` as it lies there, without times and starts. */
function reportIn(dir: string): unknown {
  const report = JSON.parse(
    Deno.readTextFileSync(`${dir}/report.json`),
    (key, value) => key === "seconds" ? undefined : value,
  );
  for (const key of OF_THE_STARTS) delete report.provenance[key];
  return report;
}

/** Facts as every run must give them, in the order of the plan: not where they came from. */
export function repeatableFacts({ plan, cells }: RunRecord) {
  return plan!.cells.flatMap(({ key }) =>
    cells.get(key)!.facts
      .filter(({ repeatable }) => repeatable)
      .map(({ source: _, ...fact }) => fact)
  );
}

/** Reads back every run in a store, and gives their number. */
export async function readStore(dir: string): Promise<number> {
  const store = new RunStore({
    dir,
    warn(message) {
      throw new Error(message);
    },
  });
  const names = [...Deno.readDirSync(dir)].map(({ name }) => name);
  const runs = names.filter((name) => name.endsWith(".safetensors"));
  for (const name of runs) {
    const { metadata } = decodeSafetensors(Deno.readFileSync(`${dir}/${name}`));
    const run = await store.read(JSON.parse(metadata.key!) as RunKey);
    assertEquals(run === undefined, false, `${name} is not what its name says`);
  }
  return runs.length;
}
