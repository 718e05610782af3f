import type { Layer, Vector } from "../../src/measure/mod.ts";

/**
 * A copy of an update [P] in which the columns of each layer, or the rows where they are fewer, are
 * turned among each other until all of them have one length. Singular values stay.
 *
 * The Gram matrix G [d, d] of the smaller side keeps its eigenvalues, and its diagonal becomes
 * tr(G)/d throughout. By Cauchy and Schwarz no diagonal of that trace has a smaller norm, so of all
 * matrices with these singular values the result has the largest off-diagonal energy.
 *
 * Every rotation of a pair by Jacobi's formulas gives one of them the mean length (Chan and Li,
 * Diagonal elements and eigenvalues of a real symmetric matrix, 1983).
 */
export function equalLengths(
  update: Vector,
  { layers }: { readonly layers: readonly Layer[] },
): Float64Array {
  const result = new Float64Array(update);
  for (const layer of layers) turn(sidesOf(result, layer));
  return result;
}

/** One column or row, as places in the flat vector. */
interface Side {
  readonly vector: Float64Array;
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

function sidesOf(vector: Float64Array, { offset, rows, columns }: Layer): Side[] {
  const byRows = rows < columns;
  return Array.from({ length: byRows ? rows : columns }, (_, i) => ({
    vector,
    first: offset + (byRows ? i * columns : i),
    step: byRows ? 1 : columns,
    count: byRows ? columns : rows,
  }));
}

function turn(sides: readonly Side[]): void {
  const open = new Set(sides);
  const mean = sides.reduce((sum, side) => sum + product(side, side), 0) / sides.length;
  while (open.size > 1) {
    const squares = [...open].map((side) => ({ side, square: product(side, side) }))
      .toSorted((a, b) => a.square - b.square);
    const [least, most] = [squares[0]!, squares.at(-1)!];
    if (most.square === mean || least.square === mean) {
      open.delete(most.square === mean ? most.side : least.side);
      continue;
    }
    // |most + t·least|² = mean (1 + t²): the root is real, one square being above the mean, one below.
    const [a, b] = [most.square - mean, least.square - mean];
    const c = product(most.side, least.side);
    rotate(most.side, least.side, (-c - Math.sqrt(Math.max(0, c ** 2 - a * b))) / b);
    open.delete(most.side);
  }
}

/** Turns two sides by an angle, given its tangent. */
function rotate(one: Side, other: Side, tangent: number): void {
  const cosine = 1 / Math.hypot(1, tangent), sine = tangent * cosine;
  const { vector, step, count } = one;
  for (let k = 0; k < count; k++) {
    const [i, j] = [one.first + k * step, other.first + k * step];
    const [x, y] = [vector[i]!, vector[j]!];
    vector[i] = cosine * x + sine * y;
    vector[j] = cosine * y - sine * x;
  }
}

function product(one: Side, other: Side): number {
  let total = 0;
  for (let k = 0; k < one.count; k++) {
    total += one.vector[one.first + k * one.step]! * one.vector[other.first + k * other.step]!;
  }
  return total;
}
