/** The life of an output folder whose program is killed again and again. */
import { assert, assertEquals } from "@std/assert";
import { foldEvents, isFinished, readJournal } from "../../src/lab/mod.ts";
import { essenceOf, readStore } from "./folder.ts";
import { finish } from "../fixture/program.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { journalText } from "./journal.ts";

/** Starts the program; its folder is `out` and its store `store` in the working directory. */
export type Start = (
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
) => Deno.ChildProcess;

/** A run that nobody disturbed. */
export interface Undisturbed {
  readonly code: number;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Of that, measuring and judging. */
  readonly measuring: number;
  readonly essence: Awaited<ReturnType<typeof essenceOf>>;
}

/** Exit status of a program that a signal ended, at once or by its own leave. */
const STATUS = { SIGKILL: 137, SIGTERM: 143, SIGINT: 130 } as const;

/** When and how the program is ended: after a share of the time that it still needs, or by itself. */
export type Moment =
  | { readonly share: number; readonly signal: keyof typeof STATUS }
  | { readonly env: Readonly<Record<string, string>>; readonly signal: "SIGKILL" };

/** What the program was doing when it was killed. */
export const PHASES = ["starting", "measuring", "judging", "writing reports"] as const;
export type Phase = typeof PHASES[number];

/** Runs the program once, to its end. */
export async function undisturbed(start: Start, cwd: string): Promise<Undisturbed> {
  const started = performance.now();
  const { code, stderr } = await finish(start({ cwd }));
  const seconds = (performance.now() - started) / 1000;
  assert(code < 2, stderr);
  const { end } = foldEvents(readJournal(`${cwd}/out/events.jsonl`).events);
  return { code, seconds, measuring: end!.seconds, essence: await essenceOf(`${cwd}/out`) };
}

/** How much sooner a moment comes that a run was over before. */
const SOONER = 0.8;

/** Lives in new folders, the next one for the moments that the last did not live to see. */
export async function survive(
  start: Start,
  { moments, whole }: { readonly moments: readonly Moment[]; readonly whole: Undisturbed },
): Promise<Phase[]> {
  const phases = await live(start, { moments, whole });
  if (phases.length === moments.length) return phases;
  const [missed, ...more] = moments.slice(phases.length);
  assert("share" in missed!);
  const left = [{ ...missed, share: SOONER * missed.share }, ...more];
  return [...phases, ...await survive(start, { moments: left, whole })];
}

/**
 * In a new folder, ends the program at moments, one after the other, each time starts it again, and
 * lets it end at last: what was finished must be there ever after, byte for byte, and the end be that of a run
 * that nobody disturbed.
 *
 * @returns What it was doing each time; fewer than the moments where it ended before one by a clock.
 */
async function live(
  start: Start,
  { moments, whole }: { readonly moments: readonly Moment[]; readonly whole: Undisturbed },
): Promise<Phase[]> {
  using folder = temporaryFolder();
  const cwd = folder.path;
  const phases: Phase[] = [];
  for (const moment of moments) {
    const before = journalIn(cwd);
    if (!await end(start, { cwd, moment, whole })) break;
    assertKept(before, journalIn(cwd));
    phases.push(phaseOf(cwd, before));
  }
  const before = journalIn(cwd);
  const { code, stderr } = await finish(start({ cwd }));
  assertEquals(code, whole.code, stderr);
  assertEquals(stderr.includes("trained again"), false, stderr);
  assertKept(before, journalIn(cwd));
  assertEquals(await essenceOf(`${cwd}/out`), whole.essence);
  assert(await readStore(`${cwd}/store`) > 0);
  return phases;
}

/** Starts the program and ends it; false where it was over before. */
async function end(
  start: Start,
  { cwd, moment, whole }: { cwd: string; moment: Moment; whole: Undisturbed },
): Promise<boolean> {
  const byClock = "share" in moment;
  const child = start({ cwd, ...byClock ? {} : { env: moment.env } });
  const outcome = finish(child);
  const strike = () => {
    try {
      child.kill(moment.signal);
    } catch { /* It ended just now. */ }
  };
  const clock = byClock ? setTimeout(strike, 1000 * moment.share * restOf(cwd, whole)) : undefined;
  const { code, stderr } = await outcome;
  clearTimeout(clock);
  // Files in the store are written whole or not at all, so none can be found damaged.
  assertEquals(stderr.includes("trained again"), false, stderr);
  if (code === STATUS[moment.signal]) return true;
  assertEquals([byClock, code], [true, whole.code], stderr);
  return false;
}

/** Seconds that the program will need about, with what it has finished. */
function restOf(cwd: string, { seconds, measuring }: Undisturbed): number {
  const { plan, cells } = recordIn(cwd);
  const done = plan ? cells.size / plan.cells.length : 0;
  return seconds - done * measuring;
}

/** Lines that were whole before a start are there after it, byte for byte. */
function assertKept(before: string, after: string): void {
  assert(after.startsWith(wholeLines(before)), "lines of finished cells were changed");
}

function phaseOf(cwd: string, before: string): Phase {
  const record = recordIn(cwd);
  const added = wholeLines(journalIn(cwd)).slice(wholeLines(before).length);
  if (isFinished(record)) return "writing reports";
  if (!/"type":"(fact|cell|verdict)"/.test(added)) return "starting";
  return record.cells.size === record.plan!.cells.length ? "judging" : "measuring";
}

function recordIn(cwd: string) {
  return foldEvents(journalIn(cwd) === "" ? [] : readJournal(`${cwd}/out/events.jsonl`).events);
}

function journalIn(cwd: string): string {
  return journalText(`${cwd}/out`);
}

function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

/** `12 starting, 25 measuring, …` */
export function countsOf(phases: readonly Phase[]): string {
  const count = (phase: Phase) => phases.filter((other) => other === phase).length;
  return PHASES.map((phase) => `${count(phase)} ${phase}`).join(", ");
}
