/** A run in which every text that an author or a machine can choose is an attack. */
import type { Outcome } from "../reporter.ts";
import { claims, outcomeOf, RUN } from "./_outcome_testing.ts";

/** Words that decide what a spec is: all other text is the author's. */
const WORDS = new Set([
  ...["every-trial", "paired-gain", "negative", "positive", "float64", "smoke", "default"],
  ...["nightly", "procedural", "real", "supported", "refuted", "inconclusive", "not-run"],
  ...["run", "A claim that fails"],
]);

/** Texts that take over a page in which they are not escaped; its title would tell. */
export const ATTACKS = [
  "</script><script>document.title='taken'</script>",
  `"><img src=x onerror="document.title='taken'">`,
  `' onfocus='document.title="taken"' autofocus='`,
  "<!--",
  "]]>",
  "</style><style>*{display:none}</style>",
  "javascript:document.title='taken'",
  "&lt;b&gt;",
  "${document.title='taken'}",
  "\u202eadmin\u2066",
  "\ud800\0\x1b[31m",
  "__proto__",
];

/** Gives every text another one, the same for the same: what refers to something still does. */
function rewritten<T>(value: T, rewrite: (text: string) => string): T {
  const visit = (item: unknown): unknown => {
    if (typeof item === "string") return WORDS.has(item) ? item : rewrite(item);
    if (Array.isArray(item)) return item.map(visit);
    if (typeof item !== "object" || item === null) return item;
    const entries = Object.entries(item).map(([key, own]) => [key, visit(own)]);
    return Object.fromEntries(entries);
  };
  return visit(value) as T;
}

/** The run of the small claims with all its texts replaced, by the given ones in turn. */
export function hostileOutcome(texts: readonly string[]): Outcome {
  const given = new Map<string, string>();
  const rewrite = (original: string) => {
    const own = given.get(original) ?? `${texts[given.size % texts.length]}${given.size}`;
    given.set(original, own);
    // The paper, by which claims can be chosen, stays.
    return /^P\d(\.\d$|, )/.test(original) ? `${original}${own}` : own;
  };
  const specs = rewritten(claims(), rewrite);
  const { type, schema, started, code } = RUN;
  const run = {
    ...rewritten(RUN, rewrite),
    ...{ type, schema, started },
    code: { ...code, commit: rewrite(code.commit) },
  };
  return outcomeOf(specs, { run });
}
