/**
 * Breaks words into lines of at most `width` columns, the indentation included; a word that is
 * longer stands alone.
 *
 * @example
 * ```ts
 * import { wrap } from "./wrap.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(wrap(["one", "two", "three"], { width: 9, indent: "  " }), ["  one two", "  three"]);
 * ```
 */
export function wrap(
  words: readonly string[],
  { width, indent }: { width: number; indent: string },
): string[] {
  const lines = [""];
  for (const word of words) {
    const last = lines.at(-1)!;
    const longer = last === "" ? word : `${last} ${word}`;
    if (last !== "" && indent.length + longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((text) => indent + text);
}
