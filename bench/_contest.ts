import { type Engine, openEngine } from "../src/engine/mod.ts";
import { openEngineOn } from "../src/engine/engine.ts";
import { openWasm } from "../src/engine/_wasm.ts";
import { python, type PyTorch, startPyTorch } from "./_pytorch.ts";

/** Steps that one contestant takes in a row, and how often it is its turn. */
export interface Turns {
  readonly rounds: number;
  readonly steps: number;
  readonly warmUp: number;
}

/** What takes steps; `limit` is the figure to reach, in multiples of PyTorch's time. */
interface Contestant {
  readonly name: string;
  readonly limit?: number;
  readonly times: number[];
  run(): Promise<number[]>;
  /** Only of PyTorch, which runs in a process of its own. */
  close?(): Promise<void>;
}

/**
 * Times steps on wasm with replaced kernels and with OpenBLAS, and in PyTorch on one thread with its
 * own choice of kernels and with the engine's, by turns, so that whatever else the machine does falls
 * on all of them alike; prints their milliseconds. What is missing is skipped by name.
 */
export async function contest(
  title: string,
  { turns, script, question, limits, timeSteps }: {
    readonly turns: Turns;
    /** What answers a question with milliseconds a step, and the question. */
    readonly script: string;
    readonly question: unknown;
    readonly limits: { readonly openBlas: number; readonly replaced: number };
    timeSteps(engine: Engine, turns: Turns): number[];
  },
): Promise<void> {
  const coreType = await coreTypeOfOpenBlas();
  const onEngine = (name: string, limit: number, open: () => Promise<Engine>): Contestant => ({
    ...{ name, limit, times: [] },
    async run() {
      const engine = await open();
      const times = timeSteps(engine, turns);
      engine.close();
      return times;
    },
  });
  const inPyTorch = (name: string, { ask, close }: PyTorch): Contestant => ({
    ...{ name, times: [], close },
    run: () => ask(question) as Promise<number[]>,
  });
  const pyTorch = await startPyTorch(script);
  const contestants: Contestant[] = [
    onEngine(
      "wasm, replaced kernels alone",
      limits.replaced,
      () => openEngineOn(() => openWasm(() => "unused")),
    ),
  ];
  if (coreType) {
    const open = () => openEngine({ device: "wasm" });
    contestants.push(onEngine(`wasm + OpenBLAS (${coreType})`, limits.openBlas, open));
  } else {
    console.log("skipped: wasm + OpenBLAS; libopenblas.so.0 is missing");
  }
  if (pyTorch) {
    contestants.push(inPyTorch(`PyTorch ${pyTorch.version}, one thread`, pyTorch));
    const pinned = coreType && await startPyTorch(script, { coreType });
    if (pinned) contestants.push(inPyTorch(`the same, its OpenBLAS pinned to ${coreType}`, pinned));
  } else {
    console.log(`skipped: PyTorch; ${python} has none, TASKPROOF_PYTHON names another Python`);
  }

  for (let round = 0; round < turns.rounds; round++) {
    for (const { times, run } of contestants) times.push(...await run());
  }
  for (const { close } of contestants) await close?.();
  report(title, contestants);
}

async function coreTypeOfOpenBlas(): Promise<string | undefined> {
  const engine = await openEngine({ device: "wasm" });
  engine.close();
  return engine.device.coreType;
}

function report(title: string, contestants: readonly Contestant[]): void {
  const unit = contestants.find(({ close }) => close)?.times;
  console.log(`${title}, milliseconds:`);
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
