import type { Canvas, Colour } from "./_canvas.ts";
import type { Sampler } from "./_sampler.ts";

/** What an image of the mixture has besides its class. */
export interface Circumstances {
  /** How much the drawing varies and is spoilt, from 0 to 1. */
  readonly difficulty: number;
  /** Two colours that differ; a class may have its own. */
  readonly ground: Colour;
  readonly colour: Colour;
}

/** Draws one more image of a class, not yet spoilt. */
export type Draw = (sampler: Sampler, circumstances: Circumstances) => Canvas;

/** Makes up a class by chance. */
export type Formula = (sampler: Sampler) => Draw;
