/**
 * Crashes of the real program: a smoke run is killed by kill -9 at random moments of the time that
 * it still needs, each time gone on with, and after five kills let end, which must be the end of a
 * run that nobody disturbed. Nothing finished may be lost, counted twice or changed, and every
 * stored run must read back.
 *
 *     deno run -A bench/crash.ts [MOMENTS [CLAIM…]]
 */
import { stream } from "../src/random/mod.ts";
import {
  countsOf,
  type Moment,
  type Phase,
  type Start,
  survive,
  type Undisturbed,
  undisturbed,
} from "../tests/crash/life.ts";
import { startReal } from "../tests/fixture/real.ts";
import { temporaryFolder } from "../tests/temporary_folder.ts";

/** Kills in each life of a folder before it may end. */
const KILLS = 5;

const [count = "50", ...named] = Deno.args;
const total = Number(count);
if (!Number.isSafeInteger(total) || total < 1) {
  throw new RangeError(`Cannot kill a run ${count} times: give a number from 1 on`);
}
const claims = named.length > 0 ? named : ["P1.1", "P1.6", "P2.1"];
const start: Start = ({ cwd }) =>
  startReal(
    ["verify", ...claims, "--profile", "smoke", "--out", "out", "--store", "store"],
    { cwd },
  );

const whole = await undisturbedInNewFolder();
console.log(
  `${claims.join(" ")}, smoke: ${whole.seconds.toFixed(1)} s undisturbed, of which ` +
    `${whole.measuring.toFixed(1)} s measuring and judging`,
);

const { uniform } = stream("crash", "smoke");
const phases: Phase[] = [];
while (phases.length < total) {
  const moments = Array.from(
    { length: Math.min(KILLS, total - phases.length) },
    (): Moment => ({ share: uniform(), signal: "SIGKILL" }),
  );
  phases.push(...await survive(start, { moments, whole }));
  console.log(`${phases.length} of ${total} moments survived: ${countsOf(phases)}`);
}

async function undisturbedInNewFolder(): Promise<Undisturbed> {
  using folder = temporaryFolder();
  return await undisturbed(start, folder.path);
}
