import type { RandomStream } from "../../random/mod.ts";
import type { Canvas } from "./_canvas.ts";

/** One picture to draw. */
export interface Subject {
  /** An index into the family's classes. */
  readonly label: number;
  /** How much the drawing varies and is spoilt, from 0 to 1. */
  readonly difficulty: number;
}

/** A kind of picture, with its classes. */
export interface Family {
  /** Names of the classes, in the order of their labels. */
  readonly classes: readonly string[];
  /** Draws one picture, clipped to 0 to 1. */
  draw(random: RandomStream, subject: Subject): Canvas;
}
