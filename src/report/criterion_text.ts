import type { Criterion, Power } from "../claim/mod.ts";
import { formatBound, formatNumber } from "./format.ts";

/** A criterion as a phrase for people. */
export function criterionText(criterion: Criterion): string {
  switch (criterion.kind) {
    case "every-trial": {
      const { quantity, unit, atMost } = criterion;
      return `${quantity} ≤ ${formatNumber(atMost)}${unitText(unit)} in every trial`;
    }
    case "slope": {
      const { x, y, floor, stiffness, ceiling, headroom, decades, within } = criterion;
      return `slope of log ${y} on log ${x} within ${range(within)}, where ` +
        `${x}·${stiffness} ≤ ${formatNumber(ceiling)} and ${y} ≥ ${
          formatNumber(headroom)
        }·${floor} ` +
        `over at least ${formatNumber(decades)} decades`;
    }
    case "range": {
      const { quantity, unit, within } = criterion;
      return `mean ${quantity} within ${range(within)}${unitText(unit)}`;
    }
    case "one-sided": {
      const { quantity, unit, side, bound } = criterion;
      return `mean ${quantity} ${side} ${formatNumber(bound)}${unitText(unit)}`;
    }
    case "non-inferiority": {
      const { treated, baseline, unit, margin } = criterion;
      return `${treated} − ${baseline} > −${formatNumber(margin)}${unitText(unit)}`;
    }
    case "paired-gain": {
      const { treated, baseline, unit, smallestEffect } = criterion;
      return `${treated} − ${baseline} > 0, refuted below ${formatNumber(smallestEffect)}` +
        unitText(unit);
    }
  }
}

/** A power condition as a phrase for people. */
export function powerText({ quantity, atLeast }: Power): string {
  return `${quantity} ≥ ${formatNumber(atLeast)}`;
}

function range([lower, upper]: readonly [number, number]): string {
  return formatBound({ lower, upper });
}

function unitText(unit: string): string {
  return unit === "1" ? "" : ` ${unit}`;
}
