import { assertEquals, assertGreater } from "@std/assert";
import { stream } from "../src/random/mod.ts";
import {
  countsOf,
  type Moment,
  type Phase,
  PHASES,
  type Start,
  survive,
  type Undisturbed,
  undisturbed,
} from "./crash/life.ts";
import type { KillMoment } from "./fixture/kill.ts";
import { startProgram, temporaryFolder } from "./fixture/program.ts";

/** 69 cells of 20 ms, which share runs: about two seconds. */
const ARGS = ["verify", "shared-runs", "good-*", "suite-*", "--profile", "smoke"];
const FOLDERS = ["--out", "out", "--store", "store"];

/** @param jobs How many there are in the first start, the second, and so on round. */
function program(...jobs: readonly number[]): Start {
  let starts = 0;
  return ({ cwd, env }) => {
    const count = jobs[starts++ % jobs.length]!;
    const args = [...ARGS, ...FOLDERS, "--jobs", `${count}`];
    return startProgram(args, { cwd, env: { FIXTURE_DELAY_MS: "20", ...env } });
  };
}

/** Every third life has several jobs. */
const jobsOf = (life: number) => life % 3 === 2 ? [2, 1, 3] : [1];

/** A run takes a little longer or shorter than the one before: later moments would miss its end. */
const SOON_ENOUGH = 0.95;

/** Moments by a clock, anywhere in what is left of the run. */
function byClock(life: number, signals: readonly ("SIGKILL" | "SIGINT" | "SIGTERM")[]): Moment[] {
  const { uniform } = stream("crash", "clock", life);
  return signals.map((signal) => ({ share: SOON_ENOUGH * uniform(), signal }));
}

/**
 * Moments in the middle of file operations, five a life in the order of a run: before the first
 * fact (9 operations), twice while measuring (more than 400), among the 30 verdicts, and among the
 * reports (two operations each of three at least, and the lock's removal).
 */
function byOperation(life: number): Moment[] {
  const { integer, uniform } = stream("crash", "operation", life);
  const moment = (from: KillMoment["from"], below: number): Moment => {
    const at: KillMoment = { from, operations: integer(below), part: uniform() };
    return { env: { FIXTURE_KILL: JSON.stringify(at) }, signal: "SIGKILL" };
  };
  return [
    moment("start", 9),
    moment("run", 180),
    moment("run", 180),
    moment("verdict", 30),
    moment("end", 7),
  ];
}

/** Two at a time, so that the clock knows the load that there will be. */
async function twoUndisturbed(): Promise<Undisturbed> {
  const [one, two] = await Promise.all([1, 2].map(async (jobs) => {
    using folder = temporaryFolder();
    return await undisturbed(program(jobs), folder.path);
  }));
  assertEquals(one!.essence, two!.essence);
  return one!;
}

let whole: Promise<Undisturbed> | undefined;

/** Goes through lives, two at a time. */
async function surviveAll(lives: readonly (readonly Moment[])[]): Promise<Phase[]> {
  const expected = await (whole ??= twoUndisturbed());
  const phases: Phase[] = [];
  const left = lives.entries();
  const goOn = async () => {
    for (const [life, moments] of left) {
      phases.push(...await survive(program(...jobsOf(life)), { moments, whole: expected }));
    }
  };
  await Promise.all([goOn(), goOn()]);
  const all = lives.flat().length;
  console.log(`${phases.length} of ${all} moments survived: ${countsOf(phases)}`);
  assertEquals(phases.length, all);
  return phases;
}

Deno.test("kill -9 at any moment loses nothing finished, counts nothing twice, and changes no result", async () => {
  const lives = Array.from(
    { length: 10 },
    (_, life) => life % 2 === 0 ? byClock(life, Array(5).fill("SIGKILL")) : byOperation(life),
  );
  const phases = await surviveAll(lives);
  for (const phase of PHASES) assertGreater(phases.filter((one) => one === phase).length, 1);
});

Deno.test("nor does SIGINT or SIGTERM at any moment", async () => {
  const signals = ["SIGINT", "SIGTERM", "SIGINT", "SIGTERM"] as const;
  await surviveAll([byClock(10, signals), byClock(11, signals)]);
});
