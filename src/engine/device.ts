/** The device that a caller may ask for; `auto` takes the fastest hardware there is. */
export type DeviceChoice = "auto" | "webgpu" | "wasm" | "cpu";

/** What ran, as plain JSON data: it goes into every report. */
export interface DeviceRecord {
  /** The tfjs backend that computed. */
  readonly kind: Exclude<DeviceChoice, "auto">;
  /** One line for people, such as "wasm + OpenBLAS 0.3.21 (Haswell), 1 thread". */
  readonly label: string;
  /** What multiplies matrices: OpenBLAS, our wasm kernels, or the backend's own. */
  readonly blas: "openblas" | "replaced" | "none";
  /** Why OpenBLAS is not used; only on wasm without it. */
  readonly blasReason?: string;
  /** The CPU kernels that OpenBLAS runs: they decide the last bits of a result. */
  readonly coreType?: string;
  /** The WebGPU adapter, in its own words. */
  readonly adapter?: AdapterRecord;
  /** Whether a WebGPU adapter is a program on the CPU rather than hardware. */
  readonly software: boolean;
  /** Versions by name: deno, v8, typescript, tfjs and, where it ran, openblas. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * The four strings of a WebGPU `GPUAdapterInfo`, as they are; a driver may leave any of them empty.
 *
 * WebGPU tells no driver version. Some drivers write theirs into `description`, such as
 * "llvmpipe (LLVM 15.0.6, 256 bits)"; of the others no version is known, and none is recorded.
 */
export interface AdapterRecord {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

/** The device asked for does not exist here: a reason not to run, never a failed claim. */
export class DeviceUnavailableError extends Error {
  override readonly name = "DeviceUnavailableError";
}
