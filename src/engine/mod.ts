/** The device: tfjs with the right backend, kernels that are fast and gradients that are right. */
export type { Loss } from "./autodiff.ts";
export {
  type AdapterRecord,
  type DeviceChoice,
  type DeviceRecord,
  DeviceUnavailableError,
} from "./device.ts";
export { type Engine, openEngine } from "./engine.ts";
export { affine, crossEntropy, relu, softplus, tanh } from "./ops.ts";
export { selfTest, type SelfTestResult } from "./selftest.ts";
