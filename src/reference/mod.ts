/** Float64 reference networks: what every number from a device is held against. */
export * from "./architecture.ts";
export * from "./batch.ts";
export type { Point, Tangent } from "./_point.ts";
export * from "./loss.ts";
export * from "./gradient.ts";
export * from "./hessian_vector_product.ts";
export * from "./directional_derivative.ts";
export * from "./descend.ts";
export * from "./extreme_eigenvalues.ts";
export * from "./hessian_extremes.ts";
export * from "./layer_norms.ts";
export * from "./elementary_errors.ts";
export * from "./gradient_error_bound.ts";
