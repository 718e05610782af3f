export * from "./initialise.ts";
export * from "./mlp.ts";
