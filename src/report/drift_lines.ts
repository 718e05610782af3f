import type { Finding, Report } from "./schema.ts";
import { visibleLine } from "./visible.ts";
import { wrap } from "./wrap.ts";

/** Most findings that are written out on a terminal; report.json has all. */
const MOST = 20;

/** Labels from the worst to the least. */
const LABELS: readonly Finding["label"][] = [
  "regression",
  "improved",
  "suspicious",
  "bound-changed",
  "insufficient-data",
];

/** The drift below the table of verdicts; nothing where the run was not compared. */
export function driftLines({ drift, claims }: Report, width: number): string[] {
  if (!drift) return [];
  const aliases = new Map(claims.map(({ id, alias }) => [id, alias]));
  const { baseline, differs, compared, equal, changed, added, findings } = drift;
  const other = differs.length > 0 ? `other ${differs.join(", ")}` : "the same code";
  const counts = changed.map(({ claim, count }) => `${aliases.get(claim) ?? claim} ${count}`);
  const summary = [
    `compared with the baseline of commit ${baseline.commit.slice(0, 12)} (${other})`,
    `${equal} of ${compared} quantities equal to the bit`,
    ...(counts.length > 0 ? [`changed on the same seeds: ${counts.join(", ")}`] : []),
    ...(added > 0 ? [`${added} are new`] : []),
    LABELS.map((label) => [label, findings.filter((own) => own.label === label).length] as const)
      .filter(([, count]) => count > 0)
      .map(([label, count]) => `${count} ${label}`).join(", ") ||
    (compared === 0 ? "nothing was compared" : "no drift"),
  ].join(" · ");
  const sorted = findings.toSorted((a, b) => LABELS.indexOf(a.label) - LABELS.indexOf(b.label));
  const left = sorted.length - MOST;
  return [
    "",
    ...wrap(visibleLine(summary).split(" "), { width, indent: "" }),
    ...sorted.slice(0, MOST).flatMap((finding) =>
      wrap(findingLine(finding, aliases).split(" "), { width, indent: "  " })
    ),
    ...(left > 0 ? [`  and ${left} more: see report.json`] : []),
  ];
}

/** A line for every finding that fails a run. */
export function failingLines({ drift, claims }: Report): string[] {
  const aliases = new Map(claims.map(({ id, alias }) => [id, alias]));
  return (drift?.findings ?? [])
    .filter(({ label }) => label === "regression" || label === "improved")
    .map((finding) => findingLine(finding, aliases));
}

function findingLine(
  { label, claim, reading, arm, text }: Finding,
  aliases: ReadonlyMap<string, string>,
): string {
  const where = arm === "main" ? reading : `${reading} ${arm}`;
  return visibleLine(`${label}: ${aliases.get(claim) ?? claim} ${where}: ${text}`);
}
