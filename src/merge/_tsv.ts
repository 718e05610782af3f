import { mergeMatrices } from "./_matrices.ts";
import { orthogonalise, recompose, triplesOf } from "./_singular.ts";
import { requireSetting } from "./_vectors.ts";
import type { TaskSingularVectors, Vector } from "./method.ts";

/** Keep a share of each task's singular triples, orthogonalise all of them, and recompose. */
export function mergeSingularVectors(
  vectors: readonly Vector[],
  { layers }: TaskSingularVectors,
): Float64Array {
  return mergeMatrices(vectors, {
    layers,
    mergeOne: (matrices) => {
      const { rows, columns } = matrices[0]!;
      const kept = Math.floor(Math.min(rows, columns) / vectors.length);
      requireSetting(kept > 0, {
        name: "the number of vectors",
        value: vectors.length,
        range: `at most the smaller side of every layer, of one ${rows}×${columns}`,
      });
      const triples = matrices.flatMap((matrix) => triplesOf(matrix).slice(0, kept));
      return recompose(orthogonalise(triples), { rows, columns });
    },
  });
}
