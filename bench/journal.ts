/**
 * What the journal costs: the events of a finished run are appended to a new journal on the same
 * disk, in their order, and read back as before judging. The processor's time for both, all threads
 * and the system's part included, is held against the seconds that the run took.
 *
 *     deno run -A bench/journal.ts DIR
 */
import { cpuUsage } from "node:process";
import { foldEvents, Journal, readJournal } from "../src/lab/mod.ts";

const REPETITIONS = 5;

const [dir] = Deno.args;
if (dir === undefined) throw new TypeError("Cannot replay a run: name its folder");
const { events, bytes } = readJournal(`${dir}/events.jsonl`);
const { runs, end, plan } = foldEvents(events);
if (runs.length !== 1 || end === undefined) {
  throw new RangeError(`Cannot time ${dir}: it was stopped, or gone on with`);
}

const temporary = Deno.makeTempDirSync({ dir });
const appending: number[] = [];
const reading: number[] = [];
for (let repetition = 0; repetition < REPETITIONS; repetition++) {
  const path = `${temporary}/${repetition}.jsonl`;
  using journal = Journal.open(path);
  appending.push(secondsOf(() => events.forEach((event) => journal.append(event))));
  reading.push(secondsOf(() => readJournal(path)));
}
Deno.removeSync(temporary, { recursive: true });

// The first repetition is as a run has it: the compiler has not seen the code before.
const total = appending[0]! + reading[0]!;
console.log(
  `${plan!.profile}, ${plan!.claims.length} claims: ${events.length} events, ` +
    `${(bytes / 2 ** 20).toFixed(1)} MiB, in ${end.seconds} s\n` +
    `appending ${text(appending)}, reading back ${text(reading)}\n` +
    `together ${total.toFixed(2)} s, ${(100 * total / end.seconds).toFixed(2)} % of the run`,
);

/** Seconds of the processor; a clock would count other programs as well. */
function secondsOf(work: () => void): number {
  const started = cpuUsage();
  work();
  const { user, system } = cpuUsage(started);
  return (user + system) / 1e6;
}

function text(values: readonly number[]): string {
  return `${values[0]!.toFixed(2)} s (at best ${Math.min(...values).toFixed(2)})`;
}
