import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { hostile } from "./_reports_testing.ts";
import { escapeMarkdown } from "./markdown.ts";

/** The text that a browser shows of Markdown that has entities and no markup. */
function shown(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

Deno.test("escaped text is one line without markup, and shows what it was", () => {
  fc.assert(fc.property(hostile, (text) => {
    const escaped = escapeMarkdown(text, 10_000);
    assertEquals(/[\n\r\u2028\u2029|<>`*_~[\\@$]|&(?!#\d+;)|#(?!\d+;)/.test(escaped), false);
    const plain = text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
    assertEquals(shown(escaped).replaceAll("\u2060", ""), plain.replaceAll("\u2060", ""));
  }));
});

Deno.test("nothing becomes a mention, a reference or a link", () => {
  fc.assert(fc.property(hostile, (text) => {
    assertEquals(/@\w|#\d|:\/\/|www\./i.test(shown(escapeMarkdown(text))), false);
  }));
  assertMatch(escapeMarkdown("see https://a.b"), /^see https:\u2060\/\/a\.b$/);
});

Deno.test("a long text is cut", () => {
  assertEquals(escapeMarkdown("<".repeat(9), 3), "&#60;&#60;…");
  assertEquals(escapeMarkdown("😀😀😀", 2), "😀…");
  assertEquals(escapeMarkdown("abc", 3), "abc");
});
