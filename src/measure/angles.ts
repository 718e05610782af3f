import { mean } from "../stats/mod.ts";
import { entriesOf, type Layer } from "./layer.ts";
import { cosine, type Vector } from "./vector.ts";

/**
 * The angle between each two columns of a layer, in degrees from 0 to 180: d(d − 1)/2 of them for d
 * columns.
 *
 * @throws {RangeError} for fewer than two columns, a column of zeros, a layer beyond the vector's
 * end, and an entry that is not finite
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { columnAngles } from "./mod.ts";
 *
 * const layer = { offset: 0, rows: 2, columns: 3 };
 * const angles = columnAngles(Float32Array.of(1, 0, -1, 0, 2, 1), { layer });
 * [90, 135, 45].forEach((angle, i) => assertAlmostEquals(angles[i]!, angle, 1e-12));
 * ```
 */
export function columnAngles(
  weights: Vector,
  { layer }: { readonly layer: Layer },
): Float64Array {
  const { rows, columns } = layer;
  if (columns < 2) throw new RangeError(`Cannot measure angles between ${columns} columns.`);
  const entries = entriesOf(weights, layer);
  const list = Array.from(
    { length: columns },
    (_, j) => Float64Array.from({ length: rows }, (_, i) => entries[i * columns + j]!),
  );
  const angles = new Float64Array(columns * (columns - 1) / 2);
  let pair = 0;
  for (let i = 0; i < columns; i++) {
    for (let j = i + 1; j < columns; j++) {
      angles[pair++] = Math.acos(cosine(list[i]!, list[j]!)) * 180 / Math.PI;
    }
  }
  return angles;
}

/** How angles are spread over [0°, 180°]. */
export interface AngleSummary {
  /** Centres of the bins, in degrees: multiples of their width from 0 to 180. */
  readonly centres: readonly number[];
  /** Number of angles in each bin; one on the border of two is in the upper. */
  readonly counts: readonly number[];
  /** Centre of the fullest bin; of equally full ones that nearest to 90°, then the first. */
  readonly mode: number;
  /** Mean angle, in degrees. */
  readonly mean: number;
  /** Root mean square distance from the mean, in degrees. */
  readonly spread: number;
  /** Root mean square distance from 90°, in degrees: 0 for orthogonal columns alone. */
  readonly fromRight: number;
}

/**
 * Sums up angles in degrees by a histogram with bins `width` degrees wide, one of them around 90°.
 *
 * @throws {RangeError} without angles, for one outside [0, 180], and for a width that does not
 * divide 90
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { summariseAngles } from "./mod.ts";
 *
 * const { mode, mean, spread } = summariseAngles([88, 92, 60, 120], { width: 5 });
 * assertEquals([mode, mean, spread], [90, 90, Math.sqrt(452)]);
 * ```
 */
export function summariseAngles(
  angles: ArrayLike<number>,
  { width }: { readonly width: number },
): AngleSummary {
  const list = Array.from(angles);
  const bad = list.find((angle) => !(angle >= 0 && angle <= 180));
  if (list.length === 0 || bad !== undefined) {
    throw new RangeError(`Cannot sum up ${list.length} angles: ${bad ?? "none"} is no angle.`);
  }
  if (!(width > 0 && Number.isInteger(90 / width))) {
    throw new RangeError(`Cannot sum up angles in bins of ${width}°: it does not divide 90.`);
  }
  const centres = Array.from({ length: 180 / width + 1 }, (_, k) => k * width);
  const counts = centres.map(() => 0);
  for (const angle of list) counts[Math.floor(angle / width + .5)]!++;
  const byFullness = [...centres.keys()].sort((a, b) =>
    counts[b]! - counts[a]! || Math.abs(centres[a]! - 90) - Math.abs(centres[b]! - 90)
  );
  const from = (centre: number) => Math.sqrt(mean(list.map((angle) => (angle - centre) ** 2)));
  return {
    centres,
    counts,
    mode: centres[byFullness[0]!]!,
    mean: mean(list),
    spread: from(mean(list)),
    fromRight: from(90),
  };
}
