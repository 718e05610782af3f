import type { Tape } from "./_forward.ts";
import { addProduct, addToRows, matrix } from "./_matrix.ts";
import { productError, type Roundoff } from "./_roundoff.ts";
import { type Activation, type Architecture, layout } from "./architecture.ts";
import type { ElementaryErrors } from "./elementary_errors.ts";

/** Bounds on the absolute errors of a forward pass, each `[count, width]`. */
export interface ForwardErrors {
  /** Of what each layer of weights is fed; the inputs are exact. */
  readonly fed: readonly Float64Array[];
  /** Of φ'(z), per hidden layer. */
  readonly slopes: readonly Float64Array[];
  readonly outputs: Float64Array;
  /** Samples with a ReLU whose preactivation may have either sign, ascending. */
  readonly kinks: readonly number[];
}

/** max |φ''| and max |φ'''|, the remainders of φ and φ' after their linear terms. */
const LARGEST_DERIVATIVES: Record<Activation, { readonly second: number; readonly third: number }> =
  {
    tanh: { second: 4 / Math.sqrt(27), third: 2 },
    softplus: { second: 1 / 4, third: 1 / Math.sqrt(108) },
    relu: { second: 0, third: 0 },
    linear: { second: 0, third: 0 },
  };

interface Analysis {
  readonly magnitudes: Float64Array;
  readonly tape: Tape;
  readonly count: number;
  readonly elementary: ElementaryErrors;
  readonly arithmetic: Roundoff;
}

/** Propagates error bounds from the inputs to the outputs; `magnitudes` is |θ|. */
export function forwardErrors(
  architecture: Architecture,
  { magnitudes, tape, count, elementary, arithmetic }: Analysis,
): ForwardErrors {
  const { unit, gamma, tiny } = arithmetic;
  const { second, third } = LARGEST_DERIVATIVES[architecture.activation];
  const fed: Float64Array[] = [new Float64Array(tape.fed[0]!.length)];
  const slopes: Float64Array[] = [];
  const kinks = new Set<number>();
  let outputs: Float64Array = fed[0]!;
  layout(architecture).forEach(({ weight, bias }, layer) => {
    const { rows: terms, columns } = weight;
    const roundings = gamma(terms + (bias ? 1 : 0));
    const out = matrix(new Float64Array(count * columns), { rows: count, columns });
    if (bias) addToRows(out, { data: magnitudes, offset: bias.offset });
    for (let i = 0; i < out.data.length; i++) out.data[i]! *= roundings;
    const factors = productError(tape.fed[layer]!, { errors: fed[layer]!, gamma: roundings });
    addProduct(out, {
      left: matrix(factors, { rows: count, columns: terms }),
      right: matrix(magnitudes, weight),
    });
    const errors = outputs = out.data;
    // Sums of zeros alone are exact: what dead ReLUs feed must not look like a kink.
    for (let i = 0; i < errors.length; i++) {
      if (errors[i]! > 0) errors[i]! += 4 * (terms + 1) * tiny;
    }
    const hidden = tape.hidden[layer];
    if (!hidden) return;
    const valueErrors = new Float64Array(errors.length);
    const slopeErrors = new Float64Array(errors.length);
    for (let i = 0; i < errors.length; i++) {
      const error = errors[i]!;
      const moved = hidden.slopes[i]! * error + second / 2 * error ** 2;
      const size = Math.max(1, Math.abs(hidden.values[i]!) + moved);
      valueErrors[i] = moved + elementary.value * (unit * size + tiny);
      slopeErrors[i] = Math.abs(hidden.curvatures[i]!) * error + third / 2 * error ** 2 +
        elementary.slope * unit;
      const isNearKink = error > 0 && Math.abs(hidden.preactivations[i]!) <= error;
      if (isNearKink && architecture.activation === "relu") kinks.add(Math.floor(i / columns));
    }
    fed.push(valueErrors);
    slopes.push(slopeErrors);
  });
  return { fed, slopes, outputs, kinks: [...kinks].sort((one, other) => one - other) };
}
