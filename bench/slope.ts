/**
 * The order of P1.3's gap on the device, down to step sizes of 1e-5: slope of log‖θ_TA − θ_MT‖ on
 * log η between neighbouring η and over all of them, beside the float64 reference. Every η counts
 * here, above the rounding floor of the claim's window or not.
 *
 *     deno run -A bench/slope.ts
 */

import { gapName, gapRun } from "../claims/_theory/gap.ts";
import { problemOf } from "../claims/_theory/problem.ts";
import { norm } from "../claims/_theory/vector.ts";
import { syntheticSource } from "../src/data/mod.ts";
import { openEngine } from "../src/engine/mod.ts";
import type { Lab } from "../src/lab/mod.ts";
import { logSlope } from "../src/stats/mod.ts";

const STEP_SIZES = [1e-2, 10 ** -2.5, 1e-3, 10 ** -3.5, 1e-4, 10 ** -4.5, 1e-5];
const EPOCHS = [2, 10];
const SETTINGS = { activation: "tanh", depth: 2, tasks: 4, alpha: 0.25 } as const;

const engine = await openEngine();
const lab: Lab = { engine, remember: (_recipe, train) => Promise.resolve(train()) };
const source = syntheticSource({ dimension: 20, classes: 5 });
const problem = problemOf({ source, settings: SETTINGS, seed: 0, hidden: 32 });
const runs = await Promise.all(
  (["device", "float64"] as const).map((arithmetic) =>
    gapRun({ problem, lab, arithmetic, seed: 0, alpha: SETTINGS.alpha }, {
      epochs: EPOCHS,
      stepSizes: STEP_SIZES,
    })
  ),
);

console.log(`MLP 20-32-5 tanh, ${SETTINGS.tasks} tasks, on ${engine.device.label}`);
for (const epochs of EPOCHS) {
  const [device, float64] = runs.map((run) =>
    STEP_SIZES.map((_, i) => norm(run[gapName(epochs, i)]!))
  ) as [number[], number[]];
  console.log(
    `\nk = ${epochs}\n${"step size".padStart(10)}${"device gap".padStart(13)}` +
      `${"/ float64".padStart(11)}${"slope here".padStart(12)}`,
  );
  STEP_SIZES.forEach((eta, i) => {
    const local = i === 0
      ? ""
      : logSlope(STEP_SIZES.slice(i - 1, i + 1), device.slice(i - 1, i + 1)).toFixed(4);
    console.log(
      eta.toExponential(1).padStart(10) + device[i]!.toExponential(3).padStart(13) +
        (device[i]! / float64[i]!).toFixed(4).padStart(11) + local.padStart(12),
    );
  });
  console.log(
    `slope over all: device ${logSlope(STEP_SIZES, device).toFixed(4)}, ` +
      `float64 ${logSlope(STEP_SIZES, float64).toFixed(4)}`,
  );
}
engine.close();
