import type { Fact, Profile, Protocol } from "../../src/claim/mod.ts";
import { everyProfile } from "../_profiles.ts";
import { readFigures } from "./figures.ts";
import { P1_SETS } from "./p1_sets.ts";
import { P2_SETS } from "./p2_sets.ts";
import type { PublishedSet } from "./set.ts";

const SETS = { ...P1_SETS, ...P2_SETS };

/** Names of the sets of figures that the papers and their authors published. */
export type PublishedSetName = keyof typeof SETS;

/** A protocol for each part of a set (a task, a method, a schedule), the same in every profile. */
export function publishedProtocols(
  set: PublishedSetName,
): Readonly<Record<Profile, readonly Protocol[]>> {
  return everyProfile(SETS[set].parts.map((id) => ({ id, settings: {} })));
}

/**
 * The facts of one part of a set, by name: of P1 accuracies are shares, of P2 points, as printed.
 *
 * @throws {RangeError} When the set has no such part, or its file is not what it should be.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const facts = await publishedFacts("equal-budget", "10x1");
 * assertEquals(facts.map(({ name, value }) => [name, value]), [
 *   ["iterative", 0.881],
 *   ["one-shot", 0.722],
 * ]);
 * ```
 */
export async function publishedFacts(
  set: PublishedSetName,
  part: string,
): Promise<readonly Fact[]> {
  const { parts, file, facts }: PublishedSet = SETS[set];
  if (!parts.includes(part)) {
    throw new RangeError(`Cannot read part '${part}' of ${set}: it is not one of ${parts}`);
  }
  return facts(part, await readFigures(file));
}
