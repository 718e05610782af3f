import * as tf from "@tensorflow/tfjs";
import { type AdapterRecord, DeviceUnavailableError } from "./device.ts";
import { setUnlessSet } from "./_environment.ts";
import type { OpenBackend } from "./_open_backend.ts";

/** The private part of tfjs's WebGPU backend through which every buffer is made. */
interface BufferOwner {
  readonly bufferManager: { acquireBuffer(bytes: number, ...rest: unknown[]): GPUBuffer };
}

/** The best WebGPU adapter there is, or null. */
export async function requestAdapter(): Promise<GPUAdapter | null> {
  // Without a folder for sockets Mesa reports an error, though nothing is displayed and none is made.
  if (Deno.build.os === "linux") setUnlessSet("XDG_RUNTIME_DIR", "/tmp");
  return await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" }) ?? null;
}

/**
 * Whether an adapter is a program on the CPU: it says so, or it is known by its name. Both, since a
 * driver decides what it says about itself.
 */
export function isSoftware(info: GPUAdapterInfo): boolean {
  const names = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`;
  return info.isFallbackAdapter ||
    /llvmpipe|lavapipe|softpipe|swiftshader|software|basic render|\bwarp\b/i.test(names);
}

/** Starts tfjs on a WebGPU adapter; the errors that WebGPU reports out of band are kept for `check`. */
export async function openWebGpu(adapter: GPUAdapter | null): Promise<OpenBackend> {
  if (!adapter) {
    throw new DeviceUnavailableError(
      "Cannot use WebGPU: this machine has no adapter. Ask for --device wasm, or auto.",
    );
  }
  const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
  const { limits, info } = adapter;
  const device = await adapter.requestDevice({ requiredLimits: wanted(limits) });
  const errors: string[] = [];
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    errors.push((event as GPUUncapturedErrorEvent).error.message);
  });
  device.lost.then(({ reason, message }) => {
    if (reason !== "destroyed") errors.push(`the device was lost: ${message}`);
  });
  tf.removeBackend("webgpu");
  tf.registerBackend("webgpu", () => new WebGPUBackend(device, info));
  // Small operations run on the device too, and no matrix product uses float atomics, whose order
  // of summation is not defined (3 is tfjs's packed program).
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", 3);
  await tf.setBackend("webgpu");
  const maxTensorBytes = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  refuseOversizeBuffers(maxTensorBytes);
  return {
    device: record(info),
    maxTensorBytes,
    check: () => {
      if (errors.length > 0) {
        throw new Error(
          `The WebGPU device reported an error, no result of it counts: ${errors[0]}`,
        );
      }
    },
    close: () => device.destroy(),
  };
}

function record(info: GPUAdapterInfo): OpenBackend["device"] {
  const { vendor, architecture, device, description } = info;
  const adapter: AdapterRecord = { vendor, architecture, device, description };
  const software = isSoftware(info);
  const name = description || `${vendor} ${architecture} ${device}`.trim() || "unnamed adapter";
  const label = `webgpu on ${name}${software ? ", a software adapter" : ""}`;
  return { kind: "webgpu", label, blas: "none", adapter, software };
}

/** The limits that tfjs asks for, at what the adapter allows. */
function wanted(limits: GPUSupportedLimits): Record<string, number> {
  return {
    maxBufferSize: limits.maxBufferSize,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
  };
}

/** An operation whose result is too large would read back as zeros or stale values. */
function refuseOversizeBuffers(maxBytes: number): void {
  const { bufferManager } = tf.backend() as unknown as BufferOwner;
  const acquire = bufferManager.acquireBuffer.bind(bufferManager);
  bufferManager.acquireBuffer = (bytes, ...rest) => {
    if (bytes <= maxBytes) return acquire(bytes, ...rest);
    throw new RangeError(
      `Cannot hold ${bytes} bytes in one tensor: this WebGPU device binds at most ${maxBytes}. ` +
        "Use smaller networks or batches.",
    );
  };
}
