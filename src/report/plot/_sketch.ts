import type { Plot } from "./plots_of.ts";

/** A Vega-Lite specification, or a part of one. */
export type Spec = Readonly<Record<string, unknown>>;

/** A plot before it is drawn. */
export interface Sketch extends Omit<Plot, "svg"> {
  readonly spec: Spec;
}
