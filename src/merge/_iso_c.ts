import { Matrix } from "ml-matrix";
import { mergeMatrices } from "./_matrices.ts";
import { recompose, triplesOf } from "./_singular.ts";
import type { IsoC, Vector } from "./method.ts";

/** The summed matrices with all their singular values made equal. */
export function mergeIsotropic(vectors: readonly Vector[], { layers }: IsoC): Float64Array {
  return mergeMatrices(vectors, {
    layers,
    mergeOne: (matrices) => {
      const triples = triplesOf(matrices.reduce((total, matrix) => Matrix.add(total, matrix)));
      const value = triples.reduce((total, { value }) => total + value, 0) / triples.length;
      return recompose(triples.map((triple) => ({ ...triple, value })), matrices[0]!);
    },
  });
}
