/** target += factor · vector, in place; returns the target. */
export function addScaled(
  target: Float64Array,
  factor: number,
  vector: Float64Array,
): Float64Array {
  for (let i = 0; i < target.length; i++) target[i]! += factor * vector[i]!;
  return target;
}
