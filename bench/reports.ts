/**
 * Time and memory of a report: `deno task report`, which renders every format, and `deno task audit`,
 * on a made-up run of 10,000 facts, or on the run in the folder that is named; then where the time
 * goes, in processor time.
 *
 *     deno run -A bench/reports.ts [DIR]
 */

import process from "node:process";
import { auditJournal, foldEvents, readJournal } from "../src/lab/mod.ts";
import { collect, FORMATS } from "../src/report/mod.ts";
import { makeUpRun } from "./_made_up_run.ts";
import { type Taken, watchTask } from "./_process.ts";

const FACTS = 10_000;
const ROUNDS = 5;
/** What is to be reached. */
const SECONDS = 2;
const MEBIBYTES = 300;

const scratch = Deno.makeTempDirSync({ prefix: "taskproof-" });
try {
  const [named] = Deno.args;
  const dir = named ? Deno.realPathSync(named) : `${scratch}/run`;
  if (!named) await makeUpRun(dir, FACTS);
  const rendered: Taken[] = [];
  const audited: Taken[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rendered.push(await watchTask(["report", dir, "--out", `${scratch}/out`, "--quiet"]));
    audited.push(await watchTask(["audit", dir]));
  }
  const content = stage("read", () => readJournal(`${dir}/events.jsonl`));
  const record = stage("fold", () => foldEvents(content.events));
  const report = stage("collect", () => collect(record, content.head));
  for (const { name, render } of FORMATS) {
    await stage(name, () => render({ report, record }));
  }
  stage("audit of the journal", () => auditJournal(content));
  const { facts, cells } = report.provenance;
  console.log(`\n${facts} facts of ${cells.finished} cells, ${content.bytes} bytes of journal\n`);
  console.log("deno task      clock, s   processor, s   largest, MiB   to reach");
  line("report", rendered, `${SECONDS} s, ${MEBIBYTES} MiB`);
  line("audit", audited, `${SECONDS} s`);
} finally {
  Deno.removeSync(scratch, { recursive: true });
}

/** Does a part of the work, and says how much processor time it took. */
function stage<T>(name: string, work: () => T): T {
  const started = process.cpuUsage();
  const done = work();
  const say = () => {
    const { user, system } = process.cpuUsage(started);
    console.log(`${name.padEnd(22)}${((user + system) / 1000).toFixed(0).padStart(6)} ms`);
  };
  if (done instanceof Promise) return done.then((value) => (say(), value)) as T;
  say();
  return done;
}

function line(name: string, taken: readonly Taken[], limit: string): void {
  const failed = taken.find(({ code }) => code !== 0);
  if (failed) throw new Error(`Cannot time ${name}: it ended with status ${failed.code}`);
  const median = (of: (one: Taken) => number) =>
    taken.map(of).sort((a, b) => a - b)[Math.floor(taken.length / 2)]!.toFixed(2);
  console.log(
    name.padEnd(12) + median(({ seconds }) => seconds).padStart(14) +
      median(({ processor }) => processor).padStart(14) +
      Math.max(...taken.map(({ memory }) => memory)).toFixed(0).padStart(15) + `   ${limit}`,
  );
}
