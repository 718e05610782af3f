export * from "./initialise.ts";
export * from "./mlp.ts";
export type { Head } from "./head.ts";
