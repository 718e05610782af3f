import { gramOf, type Matrix } from "../_matrices/matrix.ts";

/** Bins of 1°, centred on whole degrees from 0 to 180; the edges of all. */
export const BIN_EDGES: readonly number[] = Array.from({ length: 182 }, (_, i) => i - 0.5);

/** What the angles between all pairs of columns are. */
export interface Angles {
  /** Pairs a bin, [181]. */
  readonly counts: readonly number[];
  /** Vertex of the parabola through the fullest bin, the first of equals, and its neighbours, °. */
  readonly mode: number;
  /** Root mean square of the angles' distances from 90°, °. */
  readonly spread: number;
  /** Share of the pairs within 5° of 90°. */
  readonly near: number;
}

/** Within half a bin of the fullest one's centre. */
function modeOf(counts: readonly number[]): number {
  const fullest = counts.indexOf(Math.max(...counts));
  const [before = 0, at, after = 0] = [counts[fullest - 1], counts[fullest]!, counts[fullest + 1]];
  return fullest + (after - before) / (2 * (2 * at - before - after) || 1);
}

/**
 * Measures the angles between all pairs of columns of a matrix.
 *
 * @throws {RangeError} For fewer than two columns, and for a column of zeros, which has no direction.
 */
export function columnAngles(matrix: Matrix): Angles {
  const { columns, data: gram } = gramOf(matrix);
  const norms = Array.from({ length: columns }, (_, i) => Math.sqrt(gram[i * (columns + 1)]!));
  const zero = norms.indexOf(0);
  if (zero >= 0) throw new RangeError(`Cannot measure angles: column ${zero} is all zeros`);
  const counts = new Array<number>(BIN_EDGES.length - 1).fill(0);
  let pairs = 0, squares = 0, near = 0;
  for (let i = 0; i < norms.length; i++) {
    for (let j = 0; j < i; j++) {
      const cosine = gram[i * columns + j]! / (norms[i]! * norms[j]!);
      const angle = Math.acos(Math.max(-1, Math.min(1, cosine))) * 180 / Math.PI;
      counts[Math.round(angle)]!++;
      squares += (angle - 90) ** 2;
      if (Math.abs(angle - 90) <= 5) near++;
      pairs++;
    }
  }
  if (pairs === 0) throw new RangeError(`Cannot measure angles of ${norms.length} columns`);
  return {
    counts,
    mode: modeOf(counts),
    spread: Math.sqrt(squares / pairs),
    near: near / pairs,
  };
}
