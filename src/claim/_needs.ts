import type { Criterion, Power } from "./criterion.ts";

/** The names of the facts a rule reads, by shape. */
export interface Needs {
  readonly scalars: readonly string[];
  readonly arrays: readonly string[];
}

/** The facts every observation must hold for a criterion and a power condition to be applied. */
export function needsOf(criterion: Criterion, power?: Power): Needs {
  const { scalars, arrays } = needsOfCriterion(criterion);
  return { scalars: power ? [...scalars, power.quantity] : scalars, arrays };
}

function needsOfCriterion(criterion: Criterion): Needs {
  switch (criterion.kind) {
    case "every-trial":
    case "range":
    case "one-sided":
      return { scalars: [criterion.quantity], arrays: [] };
    case "slope":
      return {
        scalars: [criterion.stiffness],
        arrays: [criterion.x, criterion.y, criterion.floor],
      };
    case "paired-gain":
      return { scalars: [criterion.treated, criterion.baseline], arrays: [] };
    case "non-inferiority": {
      const { treated, baseline, sensitivity } = criterion;
      const paired = sensitivity ? [sensitivity.effect, sensitivity.none] : [];
      return { scalars: [treated, baseline, ...paired], arrays: [] };
    }
  }
}
