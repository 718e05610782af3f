/** Tasks to train on: synthetic ones by key, and real images from files. */
export { DataError, type DataFault } from "./data_error.ts";
export { type FileRecord, type InputSource, type TaskOptions } from "./input_source.ts";
export type { Labels } from "./labels.ts";
export {
  type Mixture,
  mixture,
  MIXTURE_CLASSES,
  type MixtureOptions,
} from "./procedural/mixture.ts";
export {
  type ProceduralOptions,
  proceduralSuite,
  SUITE_PROFILES,
  type SuiteProfile,
} from "./procedural/mod.ts";
export { type DataFolder, findImageSets, type ImageFolder, openRealSources } from "./real.ts";
export { openRealSuite, type RealSuiteOptions } from "./real_suite/open.ts";
export { STEM_WIDTH, stemFeatures } from "./stem.ts";
export { type SyntheticOptions, syntheticSource } from "./synthetic.ts";
export { type TaskData } from "./task_data.ts";
export { TOKEN_WIDTH, tokenFeatures, TOKENS } from "./tokens.ts";
export {
  CHANNELS,
  IMAGE_SIDE,
  type Images,
  type SuiteTask,
  type TaskSplits,
  type TaskSuite,
} from "./task_suite.ts";
