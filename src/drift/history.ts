import { z } from "zod";
import { NumberSchema, PROFILES, SUITES, VerdictKeySchema } from "../claim/mod.ts";
import { type Comparison, type DriftFinding, findingKey } from "./finding.ts";
import type { Measured } from "./measured.ts";

/** Version of a history's lines; raised when a reader must know more. */
export const HISTORY_SCHEMA = 1;

const count = z.int().nonnegative();

const EntrySchema = z.strictObject({
  schema: z.literal(HISTORY_SCHEMA),
  /** When the run ended: UTC, ISO 8601. */
  when: z.iso.datetime(),
  commit: z.string(),
  /** Hash of the program's source files. */
  code: z.string(),
  profile: z.enum(PROFILES),
  suite: z.enum(SUITES),
  device: z.strictObject({ kind: z.string(), label: z.string() }).readonly(),
  seeds: count.exactOptional(),
  firstSeed: count.exactOptional(),
  /** Exit status. */
  status: count,
  /** Digest of the journal's last line: names the run. */
  journal: z.string(),
  verdicts: z.array(
    z.strictObject({
      claim: z.string(),
      reading: z.string(),
      verdict: VerdictKeySchema,
      /** The deciding value, and how far inside its bound it or its interval lies. */
      measured: NumberSchema.exactOptional(),
      margin: NumberSchema.exactOptional(),
      unit: z.string().exactOptional(),
    }).readonly(),
  ).readonly(),
  /** Names of what differed from the baseline; absent where there was no comparison. */
  findings: z.array(z.string()).readonly().exactOptional(),
}).readonly();

/** What a history keeps of one finished run. */
export type HistoryEntry = z.output<typeof EntrySchema>;

/** Most earlier runs that a finding is looked up in. */
const LAST = 10;

/** An entry as a line of the history's file. */
export function historyLine(entry: HistoryEntry): string {
  return JSON.stringify(z.encode(EntrySchema, entry)) + "\n";
}

/**
 * Reads a history. A line that is torn, or not an entry of this schema, is left out and named: what
 * the others say stands. A run that is there twice, as where two histories were joined, counts once.
 *
 * @example
 * ```ts
 * import { parseHistory } from "./history.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(parseHistory('{"schema":1,"wh'), { entries: [], skipped: [1] });
 * ```
 */
export function parseHistory(
  text: string,
): { readonly entries: readonly HistoryEntry[]; readonly skipped: readonly number[] } {
  const entries = new Map<string, HistoryEntry>();
  const skipped: number[] = [];
  text.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    const entry = parseLine(line);
    if (!entry) skipped.push(index + 1);
    else if (!entries.has(entry.journal)) entries.set(entry.journal, entry);
  });
  return { entries: [...entries.values()], skipped };
}

function parseLine(line: string): HistoryEntry | undefined {
  try {
    return EntrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/**
 * Puts beside each finding what earlier runs of the same profile, suite and reading had: in how many
 * of the last ten it was, since which commit without a break, and of a verdict, how many runs of the
 * same code came to another one.
 */
export function recall(
  comparison: Comparison,
  { entries, run }: { readonly entries: readonly HistoryEntry[]; readonly run: Measured },
): Comparison {
  const earlier = entries.filter(({ profile, suite }) =>
    profile === run.profile && suite === run.suite
  );
  if (earlier.length === 0) return comparison;
  return {
    ...comparison,
    findings: comparison.findings.map((finding) => {
      const key = findingKey(finding);
      // A run of other claims says nothing of this one.
      const compared = earlier.filter(({ findings, verdicts }) =>
        findings !== undefined && verdicts.some((verdict) => isOf(verdict, finding))
      );
      const last = compared.slice(-LAST);
      const had = last.filter(({ findings }) => findings!.includes(key)).length;
      const since = beginning(compared, key)?.commit;
      const flips = flipsOf(finding, { earlier, code: run.code.hash });
      const past = {
        had,
        of: last.length,
        ...(since !== undefined && { since }),
        ...(flips > 0 && { flips }),
      };
      return { ...finding, past };
    }),
  };
}

/** The first of the latest runs that all had a finding. */
function beginning(runs: readonly HistoryEntry[], key: string): HistoryEntry | undefined {
  const lastWithout = runs.findLastIndex(({ findings }) => !findings!.includes(key));
  return runs[lastWithout + 1];
}

function flipsOf(
  finding: DriftFinding,
  { earlier, code }: { readonly earlier: readonly HistoryEntry[]; readonly code: string },
): number {
  if (finding.of !== "verdict") return 0;
  return earlier.filter((entry) =>
    entry.code === code &&
    entry.verdicts.some((own) => isOf(own, finding) && own.verdict !== finding.is)
  ).length;
}

/** Whether two things are said of the same reading. */
function isOf(
  one: { readonly claim: string; readonly reading: string },
  { claim, reading }: { readonly claim: string; readonly reading: string },
): boolean {
  return one.claim === claim && one.reading === reading;
}
