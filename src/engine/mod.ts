/** The device: tfjs with the right backend, kernels that are fast and gradients that are right. */
export { affine, affineRelu } from "./affine.ts";
export type { Loss } from "./autodiff.ts";
export { type CosineClassifier, cosineCrossEntropy, cosineLogits } from "./cosine.ts";
export {
  type AdapterRecord,
  type DeviceChoice,
  type DeviceRecord,
  DeviceUnavailableError,
} from "./device.ts";
export { type Engine, openEngine } from "./engine.ts";
export { type Dual, onDuals, onTensors, type Operations } from "./forward_mode.ts";
export { linearise } from "./linearise.ts";
export { crossEntropy, relu, softplus, tanh } from "./ops.ts";
export { norm, openSum, type TensorSum } from "./reductions.ts";
export { selfTest, type SelfTestResult } from "./selftest.ts";
export {
  type AdamSettings,
  adamStep,
  type Moments,
  type Moved,
  type Parameter,
  sgdStep,
} from "./update.ts";
