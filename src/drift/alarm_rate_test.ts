import { assert, assertEquals, assertLess } from "@std/assert";
import { type RandomStream, stream } from "../random/mod.ts";
import { measured } from "./_measured_testing.ts";
import { compareRuns } from "./compare.ts";

const QUANTITIES = 20;
const RUNS = 3000;

interface Drawn {
  readonly seeds: number;
  readonly firstSeed: number;
  /** By how many standard deviations the first quantity moved. */
  readonly moved?: number;
}

/** A run whose every quantity is drawn from one normal distribution. */
function run(rng: RandomStream, { seeds, firstSeed, moved = 0 }: Drawn) {
  const values = Array.from({ length: QUANTITIES }, (_, k) => [
    `q${k}`,
    Array.from({ length: seeds }, () => 10 + rng.normal() + (k === 0 ? moved : 0)),
  ]);
  return measured([{ values: Object.fromEntries(values), firstSeed, name: "control:x" }]);
}

Deno.test("of runs without drift at most one in a hundred is suspicious, and few regress", () => {
  for (const seeds of [3, 8]) {
    const rng = stream("alarms", seeds);
    let suspicious = 0, regressed = 0;
    for (let trial = 0; trial < RUNS; trial++) {
      const [baseline, now, again] = [0, 10, 20].map((firstSeed) => run(rng, { seeds, firstSeed }));
      if (compareRuns(baseline!, now!).findings.length === 0) continue;
      suspicious++;
      const { findings } = compareRuns(baseline!, now!, again);
      if (findings.some(({ label }) => label === "regression")) regressed++;
    }
    // Four standard errors of a share of .01.
    assertLess(suspicious / RUNS, 0.01 + 4 * Math.sqrt(0.01 * 0.99 / RUNS));
    assert(suspicious > 0, "an alarm that never rings proves nothing");
    assertLess(regressed, suspicious);
  }
});

Deno.test("a value that moved by ten standard deviations is found and confirmed, and no other", () => {
  const rng = stream("power");
  for (let trial = 0; trial < 50; trial++) {
    const baseline = run(rng, { seeds: 8, firstSeed: 0 });
    const [now, again] = [10, 20].map((firstSeed) => run(rng, { seeds: 8, firstSeed, moved: 10 }));
    const { findings } = compareRuns(baseline, now!, again);
    const regressed = findings.filter(({ label }) => label === "regression");
    assertEquals(findings.length, 1);
    assertEquals(regressed.map((finding) => "quantity" in finding && finding.quantity), ["q0"]);
  }
});
