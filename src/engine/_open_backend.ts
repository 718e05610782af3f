import type { DeviceRecord } from "./device.ts";

/** A tfjs backend that is set up and current. */
export interface OpenBackend {
  /** What it is; the engine adds the versions that all backends share. */
  readonly device: Omit<DeviceRecord, "versions"> & Partial<Pick<DeviceRecord, "versions">>;
  /** The largest tensor that it can hold. */
  readonly maxTensorBytes: number;
  /** Throws the first error that the device reported, if any. */
  check(): void;
  /** Puts back what was replaced in tfjs and lets go of the device. */
  close(): void;
}
