import * as tf from "@tensorflow/tfjs";
import { gradient, hvp, type Loss } from "./autodiff.ts";
import { type DeviceChoice, type DeviceRecord, DeviceUnavailableError } from "./device.ts";
import { giveComparisonsGradients } from "./_comparisons.ts";
import { openCpu } from "./_cpu.ts";
import type { OpenBackend } from "./_open_backend.ts";
import { repairTape } from "./_tape.ts";
import { openWasm } from "./_wasm.ts";
import { isSoftware, openWebGpu, requestAdapter } from "./_webgpu.ts";

/** tfjs on one device, with the kernels replaced and the gradients repaired that need it. */
export interface Engine {
  /** tfjs itself, to build losses with. Its state is global: one engine is open at a time. */
  readonly tf: typeof tf;
  /** What the engine runs on. */
  readonly device: DeviceRecord;
  /** The value and the gradient of a loss, see {@linkcode gradient}; the caller disposes of both. */
  gradient(
    loss: Loss,
    parameters: readonly tf.Tensor[],
  ): { loss: tf.Scalar; gradient: tf.Tensor[] };
  /** The Hessian-vector product of a loss, see {@linkcode hvp}; the caller disposes of it. */
  hvp(loss: Loss, parameters: readonly tf.Tensor[], vector: readonly tf.Tensor[]): tf.Tensor[];
  /**
   * Reads a float32 tensor into an array of the caller's own.
   * @throws {Error} when the tensor is disposed of, or the device reported an error
   */
  read(tensor: tf.Tensor): Promise<Float32Array>;
  /**
   * Makes a float32 tensor.
   * @throws {RangeError} before allocation, when the values do not fill the shape or do not fit the device
   */
  tensor(values: Float32Array, shape: readonly number[]): tf.Tensor;
  /** Throws the first error that the device reported out of band, if any. */
  check(): void;
  /** Disposes of every tensor, puts tfjs back as it was and lets go of the device. */
  close(): void;
}

let engineIsOpen = false;

/**
 * Starts tfjs on a device and repairs it.
 *
 * `auto` takes WebGPU on hardware; else wasm, with OpenBLAS where it is present and permitted; else
 * plain JavaScript. A software WebGPU adapter is used only when `webgpu` is asked for, and recorded.
 *
 * @throws {DeviceUnavailableError} when the device asked for does not exist here
 * @throws {Error} when an engine is open already
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { openEngine } from "./mod.ts";
 *
 * const engine = await openEngine({ device: "cpu" });
 * const { tf } = engine;
 * const w = engine.tensor(new Float32Array([1, 2]), [2]);
 * const [slope] = engine.gradient(([x]) => tf.sum(tf.square(x!)), [w]).gradient;
 * assertEquals(await engine.read(slope!), Float32Array.of(2, 4));
 * engine.close();
 * ```
 */
export async function openEngine(options: { device?: DeviceChoice } = {}): Promise<Engine> {
  return await openEngineOn(() => openBackend(options.device ?? "auto"));
}

/** {@linkcode openEngine} on a backend of the caller's making; for this room's tests. */
export async function openEngineOn(backend: () => Promise<OpenBackend>): Promise<Engine> {
  if (engineIsOpen) {
    throw new Error("Cannot open a second engine: tfjs has one backend. Close the first one.");
  }
  engineIsOpen = true;
  try {
    return engineOn(await backend());
  } catch (error) {
    engineIsOpen = false;
    throw error;
  }
}

async function openBackend(choice: DeviceChoice): Promise<OpenBackend> {
  if (choice === "cpu") return await openCpu();
  if (choice === "wasm") return await openWasm();
  const adapter = await requestAdapter();
  if (choice === "webgpu" || (adapter && !isSoftware(adapter.info))) {
    return await openWebGpu(adapter);
  }
  return await openWasm().catch((error) => {
    if (error instanceof DeviceUnavailableError) return openCpu();
    throw error;
  });
}

function engineOn(backend: OpenBackend): Engine {
  const { device, maxTensorBytes } = backend;
  const restoreTape = repairTape();
  const restoreComparisons = giveComparisonsGradients();
  return {
    tf,
    device: { ...device, versions: { ...versions(), ...device.versions } },
    gradient,
    hvp,
    async read(tensor) {
      backend.check();
      // The cpu backend hands out its own memory: the copy is the caller's.
      const values = new Float32Array(await tensor.data<"float32">());
      backend.check();
      return values;
    },
    tensor(values, shape) {
      if (values.byteLength > maxTensorBytes) {
        throw new RangeError(
          `Cannot hold a tensor of ${values.byteLength} bytes: ${device.label} takes at most ` +
            `${maxTensorBytes}. Use smaller networks or batches.`,
        );
      }
      return tf.tensor(values, [...shape], "float32");
    },
    check: () => backend.check(),
    close() {
      restoreTape();
      restoreComparisons();
      backend.close();
      tf.engine().reset();
      engineIsOpen = false;
    },
  };
}

function versions(): Record<string, string> {
  return { ...Deno.version, tfjs: tf.version["tfjs-core"] };
}
