import type { Vector } from "./method.ts";

/** Refuses what no method can merge; a mask would hide an entry that is not finite. */
export function requireVectors(vectors: readonly Vector[]): void {
  const length = vectors[0]?.length;
  if (length === undefined) throw new RangeError("Cannot merge: no vectors were given.");
  vectors.forEach((vector, index) => {
    if (vector.length !== length) {
      throw new RangeError(
        `Cannot merge: vector ${index} has ${vector.length} coordinates, vector 0 has ${length}.`,
      );
    }
    const bad = firstNotFinite(vector);
    if (bad !== undefined) {
      throw new RangeError(
        `Cannot merge: coordinate ${bad} of vector ${index} is ${vector[bad]}. ` +
          "Did its training diverge?",
      );
    }
  });
}

function firstNotFinite(vector: Vector): number | undefined {
  for (let i = 0; i < vector.length; i++) if (!Number.isFinite(vector[i])) return i;
  return undefined;
}

/** Refuses a setting outside its range, which `range` describes. */
export function requireSetting(
  holds: boolean,
  setting: { readonly name: string; readonly value: unknown; readonly range: string },
): void {
  if (holds) return;
  throw new RangeError(`Cannot merge: ${setting.name} is ${setting.value}, not ${setting.range}.`);
}

/** The sum of vectors of one length, in float64 and in the order given. */
export function sum(vectors: readonly Vector[]): Float64Array {
  const total = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) addScaled(total, 1, vector);
  return total;
}

/** target += factor · vector, in place; returns the target. */
export function addScaled(target: Float64Array, factor: number, vector: Vector): Float64Array {
  for (let i = 0; i < target.length; i++) target[i]! += factor * vector[i]!;
  return target;
}
