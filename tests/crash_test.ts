import { assertEquals, assertGreater } from "@std/assert";
import { stream } from "../src/random/mod.ts";
import {
  countsOf,
  liveAll,
  type Moment,
  type Phase,
  PHASES,
  type Start,
  undisturbed,
} from "./crash/life.ts";
import type { KillMoment } from "./fixture/kill.ts";
import { startProgram, temporaryFolder } from "./fixture/program.ts";

const LIVES = 10;
/** Kills in each life of a folder before it may end. */
const KILLS = 5;

/** 69 cells of 20 ms, which share runs: about two seconds. */
const program = (jobs: number): Start => ({ cwd, env }) =>
  startProgram(
    [
      "verify",
      ...["shared-runs", "good-*", "suite-*", "--profile", "smoke"],
      ...["--out", "out", "--store", "store", "--jobs", `${jobs}`],
    ],
    { cwd, env: { FIXTURE_DELAY_MS: "20", ...env } },
  );

/** A run takes a little longer or shorter than the one before: later moments would miss its end. */
const SOON_ENOUGH = 0.95;

/** Moments by a clock, anywhere in what is left of the run. */
function byClock(life: number): Moment[] {
  const { uniform } = stream("crash", "clock", life);
  return Array.from({ length: KILLS }, () => ({ share: SOON_ENOUGH * uniform() }));
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
    return { env: { FIXTURE_KILL: JSON.stringify(at) } };
  };
  return [
    moment("start", 9),
    moment("run", 180),
    moment("run", 180),
    moment("verdict", 30),
    moment("end", 8),
  ];
}

Deno.test("kill -9 at any moment loses nothing finished, counts nothing twice, and changes no result", async () => {
  const wholes = await Promise.all([1, 2].map(async (jobs) => {
    using folder = temporaryFolder();
    return await undisturbed(program(jobs), folder.path);
  }));
  assertEquals(wholes[0]!.essence, wholes[1]!.essence);
  const phases: Phase[] = [];
  let lives = 0;
  const liveOn = async () => {
    while (lives < LIVES) {
      const life = lives++;
      const jobs = life % 3 === 2 ? 2 : 1;
      const moments = life % 2 === 0 ? byClock(life) : byOperation(life);
      phases.push(...await liveAll(program(jobs), { moments, whole: wholes[jobs - 1]! }));
    }
  };
  // Two folders at a time.
  await Promise.all([liveOn(), liveOn()]);
  assertEquals(phases.length, LIVES * KILLS);
  console.log(`${phases.length} of ${LIVES * KILLS} moments survived: ${countsOf(phases)}`);
  for (const phase of PHASES) assertGreater(phases.filter((one) => one === phase).length, 1);
});
