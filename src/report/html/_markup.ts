/** Text that may stand in a page as it is: only this file makes any. */
export type Markup = Safe;

/** What can stand between the parts of a template. */
export type Child = Markup | string | number | undefined | false | readonly Child[];

class Safe {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Controls, and the marks that turn the direction of writing: they could show one text as another. */
// deno-lint-ignore no-control-regex
const DECEIVING = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** A tag from its first to its last character; what it says in quotes may hold either. */
const TAG = /<[^<>"]*(?:"[^"]*"[^<>"]*)*>/g;

/** A gap in an attribute's quotes; in scripts, styles and addresses outside the page none is safe. */
const ATTRIBUTE = /\s(?!on|style=|src|href="(?!#))[\w-]+="[^"]*$/i;
const RAW = /<(?:script|style)\b[^>]*>[^<]*$/i;

/** Templates that were looked at, without their indentation: each is one array for all its uses. */
const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/**
 * Makes markup from a template; whatever stands in its gaps is escaped, markup aside. Lists are put
 * one after the other; undefined and false are nothing.
 *
 * @throws {RangeError} for a gap where escaped text could still do harm.
 *
 * @example
 * ```ts
 * import { markup } from "./_markup.ts";
 * import { assertEquals } from "@std/assert";
 * const items = ["a < b", "c"].map((text) => markup`<li>${text}</li>`);
 * assertEquals(`${markup`<ul>${items}</ul>`}`, "<ul><li>a &lt; b</li><li>c</li></ul>");
 * ```
 */
export function markup(template: TemplateStringsArray, ...children: readonly Child[]): Markup {
  let parts = known.get(template);
  if (!parts) {
    checkGaps(template);
    parts = template.map((part) => part.replaceAll(/\s*\n\s*/g, "\n"));
    known.set(template, parts);
  }
  let text = parts[0]!;
  children.forEach((child, i) => text += textOf(child) + parts[i + 1]!);
  return new Safe(text);
}

/** Markup of another maker, put in as it is: never anything that holds a report's text unescaped. */
export function trusted(text: string): Markup {
  return new Safe(text);
}

/** Text for an element or for an attribute in quotes. */
export function escape(text: string): string {
  return text.toWellFormed().replaceAll(DECEIVING, "\ufffd")
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function textOf(child: Child): string {
  if (child === undefined || child === false) return "";
  if (child instanceof Safe) return child.toString();
  if (Array.isArray(child)) return child.map(textOf).join("");
  return escape(`${child}`);
}

function checkGaps(template: TemplateStringsArray): void {
  let before = "";
  for (const part of template.slice(0, -1)) {
    before += part;
    const tag = /<[^]*$/.exec(before.replaceAll(TAG, ""))?.[0];
    if (RAW.test(before) || (tag !== undefined && !ATTRIBUTE.test(tag))) {
      throw new RangeError(`Cannot make markup safe: a gap follows ${before.slice(-40)}`);
    }
    before += "…";
  }
}
