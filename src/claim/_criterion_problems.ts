import type { Criterion, Power } from "./criterion.ts";

/** What keeps a criterion from being applied: one sentence each. */
export function problemsOfCriterion(criterion: Criterion): string[] {
  const problems = Object.entries(numbersOf(criterion))
    .filter(([, value]) => !Number.isFinite(value))
    .map(([name, value]) => `${name} is ${value}: a criterion is made of finite numbers`);
  for (const [name, value] of Object.entries(positivesOf(criterion))) {
    if (value <= 0) problems.push(`${name} is ${value}: it must be positive`);
  }
  if ("within" in criterion && criterion.within[0] >= criterion.within[1]) {
    problems.push(`within is [${criterion.within.join(", ")}]: the lower end comes first`);
  }
  return problems;
}

/** What keeps a power condition from being applied. */
export function problemsOfPower({ quantity, atLeast }: Power): string[] {
  return Number.isFinite(atLeast) ? [] : [`power needs ${quantity} of at least ${atLeast}`];
}

function numbersOf(criterion: Criterion): Record<string, number> {
  switch (criterion.kind) {
    case "every-trial":
      return { atMost: criterion.atMost };
    case "one-sided":
      return { bound: criterion.bound };
    case "range":
      return { "within[0]": criterion.within[0], "within[1]": criterion.within[1] };
    case "slope":
      return {
        "within[0]": criterion.within[0],
        "within[1]": criterion.within[1],
        ...positivesOf(criterion),
      };
    case "non-inferiority":
    case "paired-gain":
      return positivesOf(criterion);
  }
}

function positivesOf(criterion: Criterion): Record<string, number> {
  switch (criterion.kind) {
    case "slope": {
      const { ceiling, headroom, decades } = criterion;
      return { ceiling, headroom, decades };
    }
    case "non-inferiority":
      return { margin: criterion.margin };
    case "paired-gain":
      return { smallestEffect: criterion.smallestEffect };
    default:
      return {};
  }
}
