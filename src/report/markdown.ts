/** What is Markdown, HTML, a mention, a reference or a formula to GitHub somewhere in a line. */
const SPECIAL = /[&<>|\\`*_~[#$@]/g;

/** After these GitHub takes bare text for a link, a mention or a reference. */
const LINKS = [/:(?=\/\/)/g, /www(?=\.)/gi, /&#(?:64|35);(?=\S)/g];

/** Joins words without a gap, and is no part of a name or a scheme. */
const WORD_JOINER = "\u2060";

/**
 * Text as Markdown of one line that shows it and nothing else: no markup, link, mention or
 * line break of its own. It must not stand first in its line.
 *
 * @param most Characters at most; a longer text ends in an ellipsis.
 *
 * @example
 * ```ts
 * import { escapeMarkdown } from "./markdown.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(escapeMarkdown("a|b\n<c>"), "a&#124;b &#60;c&#62;");
 * ```
 */
export function escapeMarkdown(text: string, most = 300): string {
  const characters = [...text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").toWellFormed()];
  const shown = characters.length > most
    ? `${characters.slice(0, most - 1).join("")}…`
    : characters.join("");
  const escaped = shown.replaceAll(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
  return LINKS.reduce(
    (joined, link) => joined.replaceAll(link, (found) => found + WORD_JOINER),
    escaped,
  );
}
