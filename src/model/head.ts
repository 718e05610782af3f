/**
 * A frozen classifier on the directions of embeddings: the logit of class c is
 * scale · ⟨z/‖z‖, prototypes_c⟩.
 *
 * It is to our encoder what CLIP's text embeddings are to its image encoder.
 */
export interface Head {
  /** `[classes, width]`, row by row, every row of norm 1. */
  readonly prototypes: Float32Array;
  readonly classes: number;
  /** Width of an embedding. */
  readonly width: number;
  /** Inverse temperature of the softmax. */
  readonly scale: number;
}
