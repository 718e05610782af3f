/**
 * What is added to the loss, Σ over the trained matrices of strength · penalty(ΔW), with ΔW their
 * displacement from the base, which of factors is (alpha/rank) B A, as in the authors' code; plain JSON
 * data.
 */
export type Regulariser =
  & (
    /**
     * OrthoReg: ‖G − I‖_F² as the paper prints it (`squared`), or ‖G − I‖_F as its code has it, with G
     * the Gram matrix of ΔW.
     */
    | ({ readonly kind: "orthogonal"; readonly form: "squared" | "unsquared" } & GramChoice)
    /**
     * (‖ΔW‖_F − √d)², with d the side of that Gram matrix, of columns and of fused weights unless this
     * says so: the norm that an orthogonal ΔW has, and nothing of its angles.
     */
    | ({ readonly kind: "norm" } & Partial<GramChoice>)
  )
  & {
    /** λ. */
    readonly strength: number;
  };

/** Which Gram matrices a regulariser speaks of. */
export interface GramChoice {
  /**
   * Of ΔW's columns, ΔWᵀΔW with ΔW [out, in] whichever way it is stored, so that d is the number of
   * inputs; or, as in the authors' code, of the side that is smaller, and of a square matrix that of
   * the second axis it is stored by.
   */
  readonly gram: "columns" | "smaller-side";
  /** Whether queries', keys' and values' weights are one matrix [3d, d] or three [d, d]. */
  readonly qkv: "fused" | "split";
}
