/**
 * Times the default profile's fine-tunings (8 tasks, 10 epochs of 32 steps of 64 samples, AdamW, an
 * MLP 460-256-256-64 under a frozen cosine head) on wasm, with OpenBLAS and without, beside the same
 * trainings in PyTorch on one thread: the same initial weights, samples and order of them. They take
 * turns, so that whatever else the machine does falls on both alike. Then how far apart the
 * weights are after one epoch.
 *
 *     deno run -A bench/fine_tuning.ts
 */

import { openEngineOn } from "../src/engine/engine.ts";
import { type Engine, openEngine } from "../src/engine/mod.ts";
import { openWasm } from "../src/engine/_wasm.ts";
import { fineTune } from "../src/train/mod.ts";
import { EPOCHS, makeTrainings, TASKS } from "./_fine_tuning_data.ts";
import { python, type PyTorch, startPyTorch } from "./_pytorch.ts";

const trainings = await makeTrainings();
try {
  await bench("with OpenBLAS", 1.5, () => openEngine({ device: "wasm" }));
  await bench("without", 4, () => openEngineOn(() => openWasm(() => "unused")));
} finally {
  await Deno.remove(trainings.folder, { recursive: true });
}

async function bench(name: string, limit: number, open: () => Promise<Engine>): Promise<void> {
  const engine = await open();
  const { coreType, label } = engine.device;
  const pyTorch = await startPyTorch("fine_tuning.py", { coreType: coreType ?? "Haswell" });
  console.log(`${label}${pyTorch ? ` against PyTorch ${pyTorch.version}, one thread` : ""}`);
  if (!pyTorch) console.log(`skipped: PyTorch; ${python} has none, TASKPROOF_PYTHON names another`);
  await ours(engine, 0, 1);
  if (pyTorch) await theirs(pyTorch, 0, 1);
  const pairs: [number, number][] = [];
  for (let task = 0; task < TASKS; task++) {
    pairs.push([
      (await ours(engine, task, EPOCHS)).milliseconds,
      pyTorch ? await theirs(pyTorch, task, EPOCHS) : NaN,
    ]);
  }
  report(pairs, `${name}, at most ${limit}`);
  if (pyTorch) await compare(engine, pyTorch);
  await pyTorch?.close();
  engine.close();
}

async function ours(engine: Engine, task: number, epochs: number) {
  const start = performance.now();
  const trajectory = await fineTune(engine, trainings.of(task, { epochs }));
  return { milliseconds: performance.now() - start, delta: trajectory[`delta-${epochs}`]! };
}

async function theirs(pyTorch: PyTorch, task: number, epochs: number): Promise<number> {
  const question = { folder: trainings.folder, task, epochs, precision: "float32", save: null };
  return (await pyTorch.ask(question) as { milliseconds: number }).milliseconds;
}

function report(pairs: readonly [number, number][], name: string): void {
  const total = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0);
  const steps = pairs.length * EPOCHS * 32;
  const ratios = pairs.map(([own, other]) => own / other).toSorted((a, b) => a - b);
  const fastest = (side: 0 | 1) => Math.min(...pairs.map((pair) => pair[side])) / (EPOCHS * 32);
  const row = (text: string, side: 0 | 1) =>
    console.log(
      `  ${text.padEnd(9)}${(total(side) / 1e3).toFixed(2).padStart(8)} s in all, a step ` +
        `${(total(side) / steps).toFixed(2)} ms on average, ${
          fastest(side).toFixed(2)
        } in the fastest task`,
    );
  row("ours", 0);
  row("PyTorch", 1);
  console.log(
    `  ratio ${(total(0) / total(1)).toFixed(2)} of totals, ${
      ratios[ratios.length >> 1]!.toFixed(2)
    } ` +
      `median of tasks, ${(fastest(0) / fastest(1)).toFixed(2)} of the fastest (${name})`,
  );
}

/** After one epoch, PyTorch's double precision being the measure: Adam divides small gradients by their size. */
async function compare(engine: Engine, pyTorch: PyTorch): Promise<void> {
  const [double, single] = [
    await weightsOf(pyTorch, "float64"),
    await weightsOf(pyTorch, "float32"),
  ];
  const { base } = trainings.of(0, { epochs: 1 });
  const { delta } = await ours(engine, 0, 1);
  const weights = Float64Array.from(delta, (d, i) => base[i]! + d);
  const show = (name: string, a: Float64Array, b: ArrayLike<number>) => {
    const gaps = a.map((x, i) => Math.abs(x - b[i]!));
    const root = Math.sqrt(gaps.reduce((sum, x) => sum + x * x, 0) / gaps.length);
    const largest = gaps.reduce((max, gap) => Math.max(max, gap));
    console.log(`  ${name.padEnd(40)}${largest.toExponential(1)}  ${root.toExponential(1)}`);
  };
  console.log(`  weights after one epoch: ${"".padEnd(15)}largest  root mean square difference`);
  show("ours and PyTorch in float32", weights, single);
  show("ours and PyTorch in float64", weights, double);
  show("PyTorch in float32 and in float64", single, double);
  show("PyTorch in float64 and the start", double, base);
}

async function weightsOf(pyTorch: PyTorch, precision: string): Promise<Float64Array> {
  const save = `${trainings.folder}/weights`;
  await pyTorch.ask({ folder: trainings.folder, task: 0, epochs: 1, precision, save });
  return new Float64Array((await Deno.readFile(save)).buffer);
}
