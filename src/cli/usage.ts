/** The command line is wrong: the message is one sentence for the user, the exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Above this many values a message names the nearest ones only. */
const ALL = 6;

/**
 * The sentence for a word that is none of the valid ones: all of those if they are few, else the
 * nearest, best first.
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
  { word, valid }: { word: string; valid: readonly string[] },
): UsageError {
  const sorted = valid
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
  const shown = valid.length <= ALL ? sorted : sorted.slice(0, 3);
  const hint = valid.length <= ALL ? "use" : "did you mean";
  const end = valid.length <= ALL ? "." : "?";
  return new UsageError(`Unknown ${what} '${word}': ${hint} ${list(shown)}${end}`);
}

/** Joins alternatives: `a`, `a or b`, `a, b or c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** A word that is part of a candidate is near to it; else letters decide. */
function distance(word: string, candidate: string): number {
  const part = word !== "" && candidate.toLowerCase().includes(word.toLowerCase());
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
