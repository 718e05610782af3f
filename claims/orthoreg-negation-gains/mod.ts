export { cost } from "./cost.ts";
export { measure } from "./measure.ts";
export { spec } from "./spec.ts";
