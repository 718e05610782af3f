import type { VerdictStatus } from "../../claim/mod.ts";
import { type Markup, markup } from "./_markup.ts";

/** What can stand where a verdict does. */
export type Status = VerdictStatus | "not-judged";

/** A sign and a word for every verdict: colour alone would not do. */
const SIGNS: Readonly<Record<Status, { readonly sign: string; readonly word: string }>> = {
  supported: { sign: "✓", word: "supported" },
  refuted: { sign: "✗", word: "refuted" },
  inconclusive: { sign: "?", word: "inconclusive" },
  error: { sign: "!", word: "error" },
  "not-run": { sign: "–", word: "not run" },
  "not-judged": { sign: "…", word: "not judged" },
};

/** In the order in which they are counted. */
export const STATUSES = Object.keys(SIGNS) as readonly Status[];

/** What a status is called. */
export function wordOf(status: Status): string {
  return SIGNS[status].word;
}

/** The sign of a status, for where the word is said besides. */
export function sign(status: Status): string {
  return SIGNS[status].sign;
}

/** A verdict as a sign and a word. */
export function badge(status: Status): Markup {
  return markup`<span class="badge ${status}">${sign(status)} ${wordOf(status)}</span>`;
}

/** Whether something came out as it was to: a tick or a cross, and a word that is read out. */
export function tick(good: boolean): Markup {
  return good
    ? markup`<span class="tick" role="img" aria-label="as it must be:">✓</span>`
    : markup`<span class="cross" role="img" aria-label="not as it must be:">✗</span>`;
}

/** What an exit status says of a run. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  0: "Every verdict is as it was registered, and every control behaved.",
  1: "A verdict differs from the registered one.",
  3: "Something is inconclusive where another verdict is registered.",
  4: "An error: a check was void, incomplete, or not run where a verdict is registered.",
  130: "Interrupted before the end.",
  143: "Terminated before the end.",
};

/** An exit status in words. */
export function statusWords(status: number): string {
  return STATUS_WORDS[status] ?? `Exit status ${status}.`;
}

/** A number of things, with the noun in its right form. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A time of the journal for people, to the minute, in UTC. */
export function timeWords(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z$/, "$1 $2 UTC");
}

/** A shell's word: in quotes where it would be read as more than itself. */
export function shellWord(text: string): string {
  return /^[\w./:=,+@%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
