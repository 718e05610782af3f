/** Times the merge of 16 shards that are cut from the journal of a whole run: see README.md. */
import {
  auditJournal,
  type Event,
  factRoots,
  foldEvents,
  JOURNAL_NAME,
  JOURNAL_SCHEMA,
  mergeShards,
  readJournal,
  writeJournal,
} from "../src/lab/mod.ts";

const SHARDS = 16;

const [dir] = Deno.args;
if (dir === undefined) throw new TypeError("Cannot time a merge: name the folder of a whole run");
const content = readJournal(`${dir}/${JOURNAL_NAME}`);
const { plan, cells, runs, end } = foldEvents(content.events);
if (!plan || !end) throw new TypeError(`Cannot time a merge: ${dir} holds no whole run`);
const { code } = runs.at(-1)!;

const temporary = Deno.makeTempDirSync();
try {
  const paths = Array.from({ length: SHARDS }, (_, i) => cut(i));
  const bytes = paths.reduce((sum, path) => sum + Deno.statSync(path).size, 0);
  for (let turn = 1; turn <= 3; turn++) {
    const times = [performance.now()];
    const lap = () => void times.push(performance.now());
    const shards = paths.map((path) => ({ dir: path, content: readJournal(path) }));
    lap();
    const events = await mergeShards(shards, {
      code: code.hash,
      specs: plan.claims.map(({ spec }) => spec),
      command: ["merge"],
    });
    lap();
    const merged = writeJournal(`${temporary}/${JOURNAL_NAME}`, events);
    lap();
    const faults = auditJournal(merged);
    lap();
    const [read, merge, write, audit] = times.slice(1).map((time, i) =>
      Math.round(time - times[i]!)
    );
    console.log(
      `${SHARDS} shards, ${
        (bytes / 1e6).toFixed(1)
      } MB: read ${read} ms, merged and judged ${merge} ms, ` +
        `written ${write} ms (${(merged.bytes / 1e6).toFixed(1)} MB), audited ${audit} ms ` +
        `(${faults.length} faults)`,
    );
  }
} finally {
  Deno.removeSync(temporary, { recursive: true });
}

/** Writes every sixteenth cell as a shard's journal. */
function cut(shard: number): string {
  const places = plan!.cells.map((_, place) => place).filter((place) => place % SHARDS === shard);
  const part = { ...plan!, shard: { index: shard + 1, count: SHARDS, cells: places } };
  const own = new Map(places.map((place) => {
    const { key } = plan!.cells[place]!;
    return [key, cells.get(key)!];
  }));
  const events: Event[] = [
    { ...runs.at(-1)!, schema: JOURNAL_SCHEMA },
    part,
    ...[...own.values()].flatMap(({ facts, event }) => [...facts, event]),
    { ...end!, ...factRoots(part, own), status: 0 },
  ];
  const path = `${temporary}/${shard}.jsonl`;
  writeJournal(path, events);
  return path;
}
