import type { Criterion } from "../claim/mod.ts";
import { mean } from "../stats/mod.ts";
import type { MeasuredPart } from "./measured.ts";

/** The scalar facts that a criterion holds against its bound; none where it reads curves. */
export function decidingQuantities(criterion: Criterion): readonly string[] {
  switch (criterion.kind) {
    case "slope":
      return [];
    case "non-inferiority":
    case "paired-gain":
      return [criterion.treated, criterion.baseline];
    default:
      return [criterion.quantity];
  }
}

/**
 * How far inside its bound the deciding value of a part lies, in the criterion's unit: positive
 * inside. The worst trial, the mean, or the mean difference; intervals have no part in it, so that
 * two runs with other numbers of seeds can be compared.
 *
 * @returns Undefined where the criterion reads curves, or a value is not there or not finite.
 */
export function marginOf(criterion: Criterion, { values }: MeasuredPart): number | undefined {
  const samples = decidingQuantities(criterion).map((name) => values[name]?.values ?? []);
  if (samples.length === 0 || !samples.every(isSample)) return undefined;
  const [first, second] = samples.map(mean);
  switch (criterion.kind) {
    case "every-trial":
      return criterion.atMost - Math.max(...samples[0]!);
    case "range":
      return Math.min(first! - criterion.within[0], criterion.within[1] - first!);
    case "one-sided":
      return criterion.side === "above" ? first! - criterion.bound : criterion.bound - first!;
    case "non-inferiority":
      return first! - second! + criterion.margin;
    case "paired-gain":
      return first! - second!;
    case "slope":
      return undefined;
  }
}

function isSample(values: readonly number[]): boolean {
  return values.length > 0 && values.every(Number.isFinite);
}
