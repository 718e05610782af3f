export * from "./arithmetic.ts";
export * from "./device.ts";
export * from "./float64.ts";
