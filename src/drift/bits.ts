import type { DriftFinding } from "./finding.ts";
import { type Pair, placeOf, type Quantity, sameBits, sameSeeds } from "./pair.ts";

/** An arm of which a bit has changed, with its first such quantity. */
export function bitFindings(
  pairs: readonly Pair[],
  { otherCode }: { readonly otherCode: boolean },
): DriftFinding[] {
  return [...Map.groupBy(pairs, ({ is }) => is.arm).values()].flatMap((own): DriftFinding[] => {
    const unequal = own.filter((pair) => !sameBits(pair));
    const [first] = unequal;
    if (!first) return [];
    return [{
      of: "bits",
      label: "regression",
      ...placeOf(first.is),
      ...firstDifference(first),
      count: unequal.length,
      total: own.length,
      ...(otherCode && { otherCode }),
    }];
  });
}

function firstDifference(pair: Pair) {
  const { was: { content: was }, is: { content: is } } = pair;
  if (!sameSeeds(pair)) return { was: seedsOf(pair.was), is: seedsOf(pair.is) };
  if (typeof was === "string" || typeof is === "string") return { was: `${was}`, is: `${is}` };
  const index = was.findIndex((value, i) => !Object.is(value, is[i]));
  return { was: was[index]!, is: is[index]! };
}

function seedsOf({ seeds }: Quantity): string {
  return `there on ${seeds.length === 1 ? "seed" : "seeds"} ${seeds.join(", ")}`;
}
