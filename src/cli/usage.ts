/** The command line is wrong: the message is one sentence for the user, the exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Above this many values a message names the nearest ones only. */
const ALL = 6;

/** Most letters that a word may differ in from one that is suggested. */
const NEAR = 3;

/**
 * The sentence for a word that is none of the valid ones: all of those if they are few, else the
 * near ones, best first, else where to find them (`see`).
 *
 * @example
 * ```ts
 * import { unknown } from "./usage.ts";
 * import { assertEquals } from "@std/assert";
 * const { message } = unknown("profile", { word: "smok", valid: ["default", "smoke"] });
 * assertEquals(message, "Unknown profile 'smok': use smoke or default.");
 * ```
 */
export function unknown(
  what: string,
  { word, valid, see = "--help" }: { word: string; valid: readonly string[]; see?: string },
): UsageError {
  const sorted = valid
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const names = (found: typeof sorted) => list(found.map(({ candidate }) => candidate));
  const sentence = (hint: string) => new UsageError(`Unknown ${what} '${word}': ${hint}`);
  if (valid.length <= ALL) return sentence(`use ${names(sorted)}.`);
  // Of a short word, more letters than a third would be another word.
  const most = Math.min(NEAR, Math.max(1, word.length / 3));
  const near = sorted.filter(({ distance }) => distance <= most).slice(0, 3);
  return sentence(near.length > 0 ? `did you mean ${names(near)}?` : `see ${see}.`);
}

/** Joins alternatives: `a`, `a or b`, `a, b or c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** A word that is part of a candidate is near to it; else letters decide. */
function distance(word: string, candidate: string): number {
  const part = word.length >= 3 && candidate.toLowerCase().includes(word.toLowerCase());
  return part ? candidate.length / 1000 : editDistance(word, candidate);
}

/** Levenshtein distance, case ignored. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1]!.toLowerCase() === b[j - 1]!.toLowerCase();
      const replaced = previous[j - 1]! + (same ? 0 : 1);
      row.push(Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous.at(-1)!;
}
