/** Tasks to train on: synthetic ones by key, and real images from files. */
export { DataError, type DataFault } from "./data_error.ts";
export { type FileRecord, type InputSource, type TaskOptions } from "./input_source.ts";
export { type DataFolder, findImageSets, type ImageFolder, openRealSources } from "./real.ts";
export { type SyntheticOptions, syntheticSource } from "./synthetic.ts";
export { type TaskData } from "./task_data.ts";
