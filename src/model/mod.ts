export * from "./encoder.ts";
export * from "./head.ts";
export * from "./initialise.ts";
export * from "./mlp.ts";
export * from "./prototypes.ts";
export * from "./vit.ts";
