import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { type Engine, openEngine, openEngineOn } from "./engine.ts";
import { openOpenBlas } from "./_openblas.ts";
import { openWasm } from "./_wasm.ts";
import { requestAdapter } from "./_webgpu.ts";

/** A device as a test sees it; `missing` says why it cannot be had here. */
interface TestDevice {
  readonly name: string;
  readonly missing: string | undefined;
  open(): Promise<Engine>;
}

/** Wasm with our own kernels, whether or not OpenBLAS is there. */
export const openReplaced = () => openEngineOn(() => openWasm(() => "left out by a test"));

const blas = openOpenBlas();
if (typeof blas !== "string") blas.close();
const hasAdapter = await requestAdapter() !== null;

export const DEVICES: readonly TestDevice[] = [
  { name: "cpu", missing: undefined, open: () => openEngine({ device: "cpu" }) },
  { name: "wasm with replaced kernels", missing: undefined, open: openReplaced },
  {
    name: "wasm with OpenBLAS",
    missing: typeof blas === "string" ? blas : undefined,
    open: () => openEngine({ device: "wasm" }),
  },
  {
    name: "webgpu",
    missing: hasAdapter ? undefined : "this machine has no adapter",
    open: () => openEngine({ device: "webgpu" }),
  },
];

/** Registers a test for every device; one that is missing is skipped, and its name says why. */
export function testOnEveryDevice(
  name: string,
  test: (engine: Engine) => void | Promise<void>,
): void {
  for (const device of DEVICES) {
    const skipped = device.missing === undefined ? "" : ` (skipped: ${device.missing})`;
    Deno.test({
      name: `${name}: ${device.name}${skipped}`,
      ignore: device.missing !== undefined,
      fn: () => withEngine(device.open, test),
    });
  }
}

/** Opens an engine for the length of a test, and returns what that returns. */
export async function withEngine<T>(
  open: () => Promise<Engine>,
  test: (engine: Engine) => T | Promise<T>,
): Promise<T> {
  const engine = await open();
  try {
    return await test(engine);
  } finally {
    engine.close();
  }
}

/** Runs a test on the wasm backend as tfjs ships it. */
export async function withStockWasm<T>(
  test: (backend: BackendWasm) => T | Promise<T>,
): Promise<T> {
  await import("@tensorflow/tfjs-backend-wasm");
  await tf.setBackend("wasm");
  try {
    return await test(tf.backend() as BackendWasm);
  } finally {
    tf.engine().reset();
  }
}

/** The shortest of a few runs, in milliseconds. */
export function shortest(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}
