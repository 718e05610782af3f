/** Below this a row is divided by it in the place of its norm, as by PyTorch's `normalize`. */
export const SMALLEST_NORM = 1e-12;

/** Rows over their norms, and what they were divided by. */
export function normalisedOnHost(
  z: Float32Array,
  { rows }: { rows: number },
): { direction: Float32Array; norms: Float64Array } {
  const width = z.length / rows;
  const direction = new Float32Array(z.length);
  const norms = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [start, end] = [row * width, (row + 1) * width];
    let squares = 0;
    for (let i = start; i < end; i++) squares += z[i]! * z[i]!;
    const norm = norms[row] = Math.max(Math.sqrt(squares), SMALLEST_NORM);
    for (let i = start; i < end; i++) direction[i] = z[i]! / norm;
  }
  return { direction, norms };
}

/** The mean cross-entropy of the logits scale · cosines, and its gradient by the cosines. */
export function lossOnHost(
  cosines: Float32Array,
  { targets, rows, scale }: { targets: Float32Array; rows: number; scale: number },
): { loss: number; slope: Float32Array } {
  const classes = cosines.length / rows;
  const slope = new Float32Array(cosines.length);
  const powers = new Float64Array(classes);
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * classes;
    let largest = -Infinity;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, cosines[start + c]!);
    let partition = 0;
    for (let c = 0; c < classes; c++) {
      partition += powers[c] = Math.exp(scale * (cosines[start + c]! - largest));
    }
    loss += Math.log(partition);
    for (let c = 0; c < classes; c++) {
      const target = targets[start + c]!;
      loss -= target * scale * (cosines[start + c]! - largest);
      slope[start + c] = scale * (powers[c]! / partition - target) / rows;
    }
  }
  return { loss: loss / rows, slope };
}

/** A gradient by directions as one by the rows they are of, times a factor. */
export function tangentOnHost(
  gradient: Float32Array,
  { direction, norms, factor }: { direction: Float32Array; norms: Float64Array; factor: number },
): Float32Array {
  const width = gradient.length / norms.length;
  const result = new Float32Array(gradient.length);
  norms.forEach((norm, row) => {
    const [start, end] = [row * width, (row + 1) * width];
    let along = 0;
    for (let i = start; i < end; i++) along += gradient[i]! * direction[i]!;
    if (norm === SMALLEST_NORM) along = 0;
    for (let i = start; i < end; i++) {
      result[i] = factor * (gradient[i]! - along * direction[i]!) / norm;
    }
  });
  return result;
}
