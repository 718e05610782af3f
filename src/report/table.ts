import type { VerdictStatus } from "../claim/mod.ts";
import {
  evidenceOf,
  formatBound,
  formatInterval,
  formatMeasured,
  formatSeconds,
} from "./format.ts";
import { driftLines } from "./drift_lines.ts";
import type { ClaimReport, ReadingReport, Report } from "./schema.ts";
import { visibleLine } from "./visible.ts";
import { wrap } from "./wrap.ts";

/** How wide the terminal is, in columns, and whether it shows colours. */
export interface TableOptions {
  readonly width: number;
  readonly colour: boolean;
}

/** ANSI colours (SGR codes) of verdicts. */
const COLOURS: Record<VerdictStatus, number> = {
  supported: 32,
  refuted: 35,
  inconclusive: 33,
  error: 31,
  "not-run": 90,
};
const BOLD = 1;
const RED = 31;
const GREY = 90;

const COLUMNS = [
  "claim",
  "reading",
  "verdict",
  "measured",
  "bound",
  "interval",
  "n",
  "registered",
] as const;
type Column = typeof COLUMNS[number];
type Row = Readonly<Record<Column, string>>;

/** On a narrow terminal readings are cut down to this, which keeps them apart; then columns go. */
const READING_MINIMUM = 26;
const OPTIONAL: readonly Column[] = ["bound", "interval"];
const GAP = "  ";
const INDENT = " ".repeat(8);

/**
 * Renders the verdicts as a table: a row per reading, below it what its controls said and, where
 * the numbers do not tell, a sentence.
 */
export function renderTable(report: Report, options: TableOptions): string {
  const paint = painter(options.colour);
  const interrupted = report.interrupted !== undefined;
  const rows = report.claims.flatMap((claim) =>
    claim.readings.map((reading) => ({
      reading,
      row: interrupted ? unjudgedRow(claim, reading) : rowOf(claim, reading),
    }))
  );
  const headings = Object.fromEntries(COLUMNS.map((name) => [name, name])) as Row;
  const widths = fit([headings, ...rows.map(({ row }) => row)], options.width);
  const lines = rows.flatMap(({ reading, row }) => [
    line(row, {
      widths,
      paint: (text, column) => paint(text, interrupted ? GREY : colourOf(column, reading)),
    }),
    ...(interrupted ? [] : remarks(reading, options.width)).map((text) => paint(text, GREY)),
  ]);
  return [
    line(headings, { widths, paint: (text) => paint(text, BOLD) }),
    ...lines,
    "",
    ...wrap(visibleLine(legend(report)).split(" "), { width: options.width, indent: "" }),
    ...driftLines(report, options.width),
    "",
  ].join("\n");
}

/** What a run that was stopped says of every reading: some of its facts are not there yet. */
function unjudgedRow(claim: ClaimReport, reading: ReadingReport): Row {
  return {
    claim: claim.alias,
    reading: nameOf(reading),
    verdict: "not judged",
    measured: "–",
    bound: "–",
    interval: "–",
    n: "–",
    registered: "–",
  };
}

function rowOf(claim: ClaimReport, reading: ReadingReport): Row {
  const evidence = evidenceOf(reading.verdict);
  return {
    claim: claim.alias,
    reading: nameOf(reading),
    verdict: reading.verdict.status,
    measured: evidence ? formatMeasured(evidence.measured) : "–",
    bound: evidence ? formatBound(evidence.bound) : "–",
    interval: evidence ? formatInterval(evidence) : "–",
    n: evidence ? `${evidence.n}` : "–",
    registered: reading.asRegistered ? "as registered" : "differs",
  };
}

/** Figures that a paper published were not measured here, and say so. */
function nameOf({ id, published }: ReadingReport): string {
  return published ? `${id} (published)` : id;
}

/**
 * The lines below a row: controls, parts that disagree, what the numbers do not tell, and what was
 * expected instead.
 */
function remarks(reading: ReadingReport, width: number): string[] {
  const { controls, verdict, text, registered, asRegistered } = reading;
  const said = controls.map((control) =>
    `${markOf(control)} ${control.id} ${control.verdict.status}`
  );
  const told = verdict.status === "supported" || verdict.status === "refuted";
  const guards = ["controls:", ...said.map((item, i) => i < said.length - 1 ? `${item},` : item)];
  const expected = `registered ${registered.date}: ${registered.verdict}, ${registered.reason}`;
  return [
    ...(said.length > 0 ? [guards] : []),
    ...partsRemark(reading),
    ...(told ? [] : [text.split(" ")]),
    ...(asRegistered ? [] : [expected.split(" ")]),
  ].flatMap((words) => wrap(words.map(visibleLine), { width, indent: INDENT }));
}

/** Whether a control did what it is there for; one that was not run did nothing. */
function markOf({ asRegistered, verdict }: ReadingReport["controls"][number]): string {
  if (asRegistered) return "✓";
  return verdict.status === "not-run" ? "–" : "✗";
}

/** Parts by verdict, where they are not of one mind; those of the commonest verdict are counted. */
function partsRemark({ parts }: ReadingReport): string[][] {
  const groups = Map.groupBy(parts, ({ verdict }) => verdict.status);
  if (groups.size < 2) return [];
  const [most, ...others] = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const counted = `${most![1].length} of ${parts.length} ${most![0]};`;
  const named = others.map(([status, some]) =>
    `${status}: ${some.map(({ part }) => part).join(", ")}`
  ).join("; ");
  return [["parts:", ...counted.split(" "), ...named.split(" ")]];
}

function legend({ claims, provenance, profile, suite, interrupted }: Report): string {
  const readings = claims.flatMap((claim) => claim.readings);
  const differing = readings.filter(({ asRegistered }) => !asRegistered).length;
  const stopped = interrupted ? `stopped by ${interrupted} before the end · ` : "";
  const verdicts = interrupted
    ? "not judged"
    : differing === 0
    ? "all verdicts as registered"
    : `${differing} of ${readings.length} verdicts not as registered`;
  const { device, cells, shards } = provenance;
  return `${stopped}${verdicts} · profile ${profile}, suite ${suite}, ${device.label} · ` +
    `${cells.finished} of ${cells.planned} cells in ${timeText(provenance)} · ` +
    (shards ? `merged from ${shards.length} shards · ` : "") +
    trainingsText(provenance) +
    "measured: the deciding value; n: trials where a bound must hold in every one, else seeds; " +
    "interval: over seeds; ✓ the control did what it is there for, ✗ it did not";
}

/** Seconds that cells took; beside it what the clock says, where several were measured at once. */
export function timeText({ seconds, elapsed, runs }: Report["provenance"]): string {
  const parallel = runs === 1 && elapsed !== undefined && elapsed < 0.9 * seconds;
  return formatSeconds(seconds) + (parallel ? `, ${formatSeconds(elapsed)} by the clock` : "");
}

function trainingsText({ trainings }: Report["provenance"]): string {
  if (!trainings || trainings.asked === 0) return "";
  const { asked, distinct, trained, cached } = trainings;
  return `${distinct} runs asked for ${asked} times: ${trained} trained, ${cached} from the store · `;
}

/** Widths of the columns that fit. */
function fit(rows: readonly Row[], width: number): ReadonlyMap<Column, number> {
  const widths = new Map(
    COLUMNS.map((column) => [
      column,
      rows.reduce((widest, row) => Math.max(widest, visibleLine(row[column]).length), 0),
    ]),
  );
  const excess = () =>
    [...widths.values()].reduce((sum, own) => sum + own + GAP.length, -GAP.length) - width;
  if (excess() > 0) {
    const natural = widths.get("reading")!;
    const least = Math.min(natural, READING_MINIMUM);
    widths.set("reading", Math.max(least, natural - excess()));
  }
  for (const column of OPTIONAL) {
    if (excess() <= 0) break;
    widths.delete(column);
  }
  return widths;
}

function line(
  row: Row,
  { widths, paint }: {
    widths: ReadonlyMap<Column, number>;
    paint(text: string, column: Column): string;
  },
): string {
  return [...widths]
    .map(([column, width]) => {
      const fitting = shorten(visibleLine(row[column]), width);
      return paint(fitting, column) + " ".repeat(width - fitting.length);
    })
    .join(GAP)
    .trimEnd();
}

/** Leaves out the middle: names often differ in their ends. */
function shorten(text: string, width: number): string {
  if (text.length <= width) return text;
  const tail = Math.floor((width - 1) / 2);
  return `${text.slice(0, width - 1 - tail)}…${text.slice(text.length - tail)}`;
}

function colourOf(column: Column, reading: ReadingReport): number | undefined {
  if (column === "verdict") return COLOURS[reading.verdict.status];
  return column === "registered" && !reading.asRegistered ? RED : undefined;
}

function painter(colour: boolean): (text: string, code: number | undefined) => string {
  return (text, code) => colour && code !== undefined ? `\x1b[${code}m${text}\x1b[0m` : text;
}
