/** What moves a cursor, hides or reorders text: control characters, and bidirectional controls. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const INVISIBLE_BUT_LINES = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text that a terminal shows as it is: characters that would do something to it are spelt as JSON
 * escapes; line ends and tabs stay.
 *
 * @example
 * ```ts
 * import { visible } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(visible("a\x1b[2J\n"), "a\\u001b[2J\n");
 * ```
 */
export function visible(text: string): string {
  return text.replaceAll(INVISIBLE_BUT_LINES, escapeOf);
}

/**
 * The same on one line: what is put into a line of ours cannot pass for another one.
 *
 * @example
 * ```ts
 * import { visibleLine } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(visibleLine("a\neverything agrees"), "a\\u000aeverything agrees");
 * ```
 */
export function visibleLine(text: string): string {
  return text.replaceAll(INVISIBLE, escapeOf);
}

/**
 * Text in which the runner of GitHub Actions, which reads what a job prints, finds no command: `::`
 * that begins a line, or `##[` anywhere, are spelt as JSON escapes.
 *
 * @example
 * ```ts
 * import { inert } from "./visible.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(inert("a::b\n ::stop-commands::x"), "a::b\n \\u003a:stop-commands::x");
 * assertEquals(inert('{"a":"##[error]"}'), '{"a":"#\\u0023[error]"}');
 * ```
 */
export function inert(text: string): string {
  return text.replaceAll(/:(?=:)(?<=^\s*:)/gm, escapeOf).replaceAll(/(?<=#)#(?=\[)/g, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
