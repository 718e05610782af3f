/**
 * Times one full-batch step (forward, backward, update) of an MLP 192-256-10 on 1,024 samples, on
 * wasm with replaced kernels and on wasm with OpenBLAS, beside the same step in PyTorch on one
 * thread. They take turns, so that whatever else the machine does falls on all of them alike.
 *
 *     deno run -A bench/step.ts
 */

import { openEngineOn } from "../src/engine/engine.ts";
import { type Engine, openEngine } from "../src/engine/mod.ts";
import { openWasm } from "../src/engine/_wasm.ts";
import { timeSteps } from "./_step_engine.ts";
import { python, type PyTorch, startPyTorch } from "./_pytorch.ts";

const [ROUNDS, STEPS, WARM_UP] = [12, 25, 5] as const;

/** What takes steps; `limit` is the figure to reach, in multiples of PyTorch's time. */
interface Contestant {
  readonly name: string;
  readonly limit?: number;
  readonly times: number[];
  run(): Promise<number[]>;
  /** Only of PyTorch, which runs in a process of its own. */
  close?(): Promise<void>;
}

const coreType = await coreTypeOfOpenBlas();
const pyTorch = await startPyTorch("step.py");
const contestants: Contestant[] = [
  onEngine("wasm, replaced kernels alone", 5, () => openEngineOn(() => openWasm(() => "unused"))),
];
if (coreType) {
  const open = () => openEngine({ device: "wasm" });
  contestants.push(onEngine(`wasm + OpenBLAS (${coreType})`, 1.3, open));
} else {
  console.log("skipped: wasm + OpenBLAS; libopenblas.so.0 is missing");
}
if (pyTorch) {
  contestants.push(inPyTorch(`PyTorch ${pyTorch.version}, one thread`, pyTorch));
  const pinned = coreType && await startPyTorch("step.py", { coreType });
  if (pinned) contestants.push(inPyTorch(`the same, its OpenBLAS pinned to ${coreType}`, pinned));
} else {
  console.log(`skipped: PyTorch; ${python} has none, TASKPROOF_PYTHON names another Python`);
}

for (let round = 0; round < ROUNDS; round++) {
  for (const { times, run } of contestants) times.push(...await run());
}
for (const { close } of contestants) await close?.();
report(contestants.find(({ close }) => close)?.times);

function onEngine(name: string, limit: number, open: () => Promise<Engine>): Contestant {
  const run = async () => {
    const engine = await open();
    const times = timeSteps(engine, { steps: STEPS, warmUp: WARM_UP });
    engine.close();
    return times;
  };
  return { name, limit, times: [], run };
}

function inPyTorch(name: string, { ask, close }: PyTorch): Contestant {
  return { name, times: [], run: () => ask(STEPS) as Promise<number[]>, close };
}

async function coreTypeOfOpenBlas(): Promise<string | undefined> {
  const engine = await openEngine({ device: "wasm" });
  engine.close();
  return engine.device.coreType;
}

function report(unit: readonly number[] | undefined): void {
  console.log("MLP 192-256-10, 1,024 samples, one full-batch step, milliseconds:");
  console.log("    median   minimum  × PyTorch's");
  for (const { name, limit, times } of contestants) {
    const own = [median(times), Math.min(...times)];
    const ratios = unit ? [own[0]! / median(unit), own[1]! / Math.min(...unit)] : [];
    const columns = [...own, ...ratios].map((x) => x.toFixed(2).padStart(10)).join("");
    console.log(`${columns}  ${name}${limit === undefined ? "" : ` (at most ${limit})`}`);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
