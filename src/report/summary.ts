import type { VerdictStatus } from "../claim/mod.ts";
import { escapeMarkdown } from "./markdown.ts";
import { papersOf } from "./papers.ts";
import type { Reporter } from "./reporter.ts";
import type { ClaimReport, ControlReport, Report } from "./schema.ts";
import { casesOf, severityOf, type TestCase } from "./test_cases.ts";
import { timeText } from "./table.ts";

/** Bytes that a summary has at most. */
const LIMIT = 64 * 1024 - 1;

const STATUSES: readonly VerdictStatus[] = [
  "supported",
  "refuted",
  "inconclusive",
  "error",
  "not-run",
];

/**
 * Renders `summary.md`, for a job's page on GitHub: what changed first, then a table of the claims,
 * then where it comes from; under 64 KiB, cut by whole rows.
 *
 * @example
 * ```ts
 * import { renderSummary, ReportSchema } from "./mod.ts";
 * import { assertStringIncludes } from "@std/assert";
 * const path = new URL("../../tests/golden/report.json", import.meta.url);
 * const report = ReportSchema.parse(JSON.parse(Deno.readTextFileSync(path)));
 * assertStringIncludes(renderSummary(report), "## Provenance");
 * ```
 */
export function renderSummary(report: Report): string {
  const papers = papersOf(report).map(({ id, title, arxiv }) =>
    `- ${id}: ${title}, arXiv ${arxiv}`
  );
  const head = [
    `# Taskproof: ${headline(report)}`,
    "",
    ...(papers.length > 0 ? [...papers, ""] : []),
    "## Changes",
    "",
  ];
  const headings = [
    "claim",
    "title",
    "as stated",
    "readings",
    ...STATUSES,
    "as registered",
    "controls",
  ];
  const middle = ["", "## Claims", "", row(headings), row(headings.map(() => "---"))];
  const tail = ["", "## Provenance", "", ...provenanceLines(report), ""];
  const changes = report.interrupted ? [] : changesOf(report);
  const claims = report.claims.map((claim) => claimRow(claim, report));
  const left = LIMIT - bytes([...head, ...middle, ...tail]);
  // Changes come first, also for room, but leave the table half of it where both are long.
  const shown = fit(changes, {
    budget: left - Math.min(bytes(claims), left / 2),
    omitted: (count) => `- … and ${count} more: see report.json`,
  });
  const listed = changes.length > 0 ? shown : [`- ${noChange(report)}`];
  const table = fit(claims, {
    budget: left - bytes(listed),
    omitted: (count) => row([`… and ${count} more`, ...headings.slice(1).map(() => "")]),
  });
  return [...head, ...listed, ...middle, ...table, ...tail].join("\n");
}

/** A reporter that appends the summary to a file, as GitHub Actions asks for it. */
export function jobSummaryReporter(path: string): Reporter {
  return {
    name: "summary",
    onEnd({ report }) {
      Deno.writeTextFileSync(path, renderSummary(report), { append: true });
    },
  };
}

function headline({ claims, interrupted }: Report): string {
  if (interrupted) return `stopped by ${interrupted} before the end`;
  const readings = claims.flatMap((claim) => claim.readings);
  const differing = readings.filter(({ asRegistered }) => !asRegistered).length;
  return differing === 0
    ? "all verdicts as registered"
    : `${differing} of ${readings.length} verdicts not as registered`;
}

function noChange({ interrupted }: Report): string {
  return interrupted
    ? "nothing was judged"
    : "none: every verdict is as registered, and no control that was run misbehaved";
}

/** Drift, then verdicts that differ, then controls that did not behave, then errors. */
function changesOf({ claims, drift }: Report): string[] {
  const bad = claims.flatMap((claim) =>
    casesOf(claim).filter((test) => severityOf(test)).map((test) => ({ alias: claim.alias, test }))
  );
  const kinds = Map.groupBy(bad, ({ test }) => kindOf(test));
  const aliases = new Map(claims.map(({ id, alias }) => [id, alias]));
  return [
    ...(drift?.findings ?? []).map(({ label, claim, reading, arm, text }) => {
      const place = [aliases.get(claim) ?? claim, reading, ...arm === "main" ? [] : [arm]];
      return change(label, { place: place.join(" "), text });
    }),
    ...(["differs", "control", "error"] as const).flatMap((kind) =>
      (kinds.get(kind) ?? []).map(({ alias, test }) =>
        change(kind, { place: `${alias} ${test.name}`, text: test.message })
      )
    ),
  ];
}

function kindOf({ control, verdict }: TestCase): "differs" | "control" | "error" {
  if (control !== undefined) return "control";
  return verdict.status === "error" ? "error" : "differs";
}

function change(label: string, { place, text }: { place: string; text: string }): string {
  return `- **${label}** ${escapeMarkdown(place)}: ${escapeMarkdown(text)}`;
}

function claimRow(claim: ClaimReport, { interrupted }: Report): string {
  const { alias, title, readings } = claim;
  const stated = interrupted ? "not judged" : readings[0]?.verdict.status ?? "–";
  const head = [
    ...[escapeMarkdown(alias, 40), escapeMarkdown(title, 120)],
    ...[stated, `${readings.length}`],
  ];
  if (interrupted) return row([...head, ...STATUSES.map(() => "–"), "not judged", "–"]);
  const counts = STATUSES.map((status) =>
    readings.filter(({ verdict }) => verdict.status === status).length
  );
  const differing = readings.filter(({ asRegistered }) => !asRegistered).length;
  return row([
    ...head,
    ...counts.map((count) => count === 0 ? "–" : `${count}`),
    differing === 0 ? "yes" : `${differing} differ`,
    controlsText(readings.flatMap(({ controls }) => controls)),
  ]);
}

function controlsText(controls: readonly ControlReport[]): string {
  if (controls.length === 0) return "none";
  const behaved = controls.filter(({ asRegistered }) => asRegistered).length;
  return `${behaved === controls.length ? "✓" : "✗"} ${behaved} of ${controls.length}`;
}

function provenanceLines({ profile, suite, drift, provenance }: Report): string[] {
  const { code, device, cells, facts, cachedFacts, versions, journalHead, shards } = provenance;
  const state = code.dirty === false ? "" : code.dirty === true ? ", edited" : ", edits unknown";
  const baseline = drift &&
    `baseline: commit ${drift.baseline.commit}, ${drift.equal} of ${drift.compared} values equal to the bit`;
  return [
    `profile ${profile}, suite ${suite}, ${device.label}`,
    `command: deno task ${provenance.command.join(" ")}`,
    `taskproof ${
      versions.taskproof ?? "unknown"
    }, commit ${code.commit}${state}, code ${code.hash}`,
    `${cells.finished} of ${cells.planned} cells in ${timeText(provenance)}, ${facts} facts, ` +
    `${cachedFacts} of them from the store; ${provenance.started} to ${provenance.ended ?? "–"}`,
    `journal ${journalHead}`,
    ...(shards ? [`merged from ${shards.length} shards`] : []),
    ...(baseline ? [baseline] : []),
  ].map((line) => `- ${escapeMarkdown(line)}`);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The rows that fit, and a line that says how many do not. */
function fit(
  rows: readonly string[],
  { budget, omitted }: { budget: number; omitted(count: number): string },
): string[] {
  if (bytes(rows) <= budget) return [...rows];
  const shown: string[] = [];
  let used = bytes([omitted(rows.length)]);
  for (const row of rows) {
    used += bytes([row]);
    if (used > budget) break;
    shown.push(row);
  }
  return [...shown, omitted(rows.length - shown.length)];
}

/** Bytes of lines as UTF-8, each with its line break. */
function bytes(lines: readonly string[]): number {
  return new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")).length;
}
