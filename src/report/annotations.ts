import { lineOf, specFile } from "./places.ts";
import type { Reporter } from "./reporter.ts";
import type { ClaimReport, Finding, Report } from "./schema.ts";
import { casesOf, severityOf, type TestCase } from "./test_cases.ts";

/** Annotations of a kind that GitHub shows of one step. */
const MOST = 10;

type Kind = "error" | "warning" | "notice";

interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly message: string;
  /** What it is about, with the id to look for in the spec. */
  readonly place?: { readonly claim: string; readonly id: string };
}

/** What a difference from the baseline is to a reviewer; those not named here are silent. */
const FINDINGS: Partial<Record<Finding["label"], Kind>> = {
  regression: "error",
  suspicious: "warning",
  improved: "notice",
  "bound-changed": "notice",
};

/** Where annotations go, and where the specs are that they point to. */
export interface AnnotationOptions {
  /** Writes to a stream that the runner of GitHub Actions reads. */
  write(text: string): void;
  /** Folder of the program's source files. */
  readonly root: string;
}

/** A reporter that annotates a job's page on GitHub, at the specs' own lines. */
export function annotationsReporter({ write, root }: AnnotationOptions): Reporter {
  return {
    name: "annotations",
    onEnd({ report }) {
      write(renderAnnotations(report, (file) => readText(`${root}/${file}`)));
    },
  };
}

/**
 * Annotations as workflow commands, a line each: errors for verdicts that differ and void ones,
 * warnings for undecided ones, at most ten of a kind.
 *
 * @param read The text of a file of the project, or undefined.
 *
 * @example
 * ```ts
 * import { renderAnnotations, ReportSchema } from "./mod.ts";
 * import { assertMatch } from "@std/assert";
 * const path = new URL("../../tests/golden/report.json", import.meta.url);
 * const report = ReportSchema.parse(JSON.parse(Deno.readTextFileSync(path)));
 * const text = renderAnnotations(report, () => undefined);
 * assertMatch(text, /^::error file=claims\/good-mean\/spec.ts,line=1,title=F1.2 /);
 * ```
 */
export function renderAnnotations(
  report: Report,
  read: (file: string) => string | undefined,
): string {
  const all = annotationsOf(report);
  return (["error", "warning", "notice"] as const).flatMap((kind) =>
    limited(all.filter((annotation) => annotation.kind === kind))
  ).map((annotation) => command(annotation, read) + "\n").join("");
}

function annotationsOf(report: Report): Annotation[] {
  const { claims, drift, interrupted } = report;
  if (interrupted) {
    const message = `stopped by ${interrupted} before the end: nothing was judged`;
    return [{ kind: "warning", title: "Taskproof", message }];
  }
  const aliases = new Map(claims.map(({ id, alias }) => [id, alias]));
  return [
    ...(drift?.findings ?? []).flatMap((finding): Annotation[] => {
      const kind = FINDINGS[finding.label];
      const { label, claim, reading, text } = finding;
      const title = `${label}: ${aliases.get(claim) ?? claim} ${reading}`;
      return kind ? [{ kind, title, message: text, place: { claim, id: reading } }] : [];
    }),
    ...claims.flatMap((claim) => {
      // The controls first: one that fails voids its claim's readings, so it is the cause.
      const { readings = [], controls = [] } = Object.groupBy(
        casesOf(claim),
        ({ control }) => control === undefined ? "readings" : "controls",
      );
      return [...controls, ...readings].flatMap((test) => annotate(test, claim));
    }),
  ];
}

function annotate(test: TestCase, claim: ClaimReport): Annotation[] {
  const kind = severityOf(test);
  if (!kind) return [];
  const { control, reading, name, message } = test;
  const place = { claim: claim.id, id: control ?? reading };
  return [{ kind, title: `${claim.alias} ${name}`, message, place }];
}

/** At most ten: where there are more, the last one counts those left out. */
function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= MOST) return annotations;
  const shown = annotations.slice(0, MOST - 1);
  const message = `and ${annotations.length - shown.length} more: see the job's summary`;
  return [...shown, { kind: shown[0]!.kind, title: "Taskproof", message }];
}

function command(
  { kind, title, message, place }: Annotation,
  read: (file: string) => string | undefined,
): string {
  const file = place && specFile({ id: place.claim });
  const line = file && lineOf(read(file) ?? "", place.id);
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`, `line=${line}`]),
    `title=${property(title)}`,
  ];
  return `::${kind} ${properties.join(",")}::${data(message)}`;
}

/** As the runner reads a message back. */
function data(text: string): string {
  // deno-lint-ignore no-control-regex
  const printable = text.replaceAll(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "\ufffd");
  return printable.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** As the runner reads a property back. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function readText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}
