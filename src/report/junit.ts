import { evidenceOf, formatBound } from "./format.ts";
import type { ClaimReport, Report } from "./schema.ts";
import { type CaseOutcome, casesOf, outcomeOf, type TestCase, verdictKey } from "./test_cases.ts";

/**
 * Renders `junit.xml`: a suite per claim, a test case per reading and per control; measured value,
 * bound and interval are properties.
 */
export function renderJunit(report: Report): string {
  const suites = report.claims.map((claim) => {
    const cases = casesOf(claim);
    return element("testsuite", {
      attributes: {
        name: `${claim.alias} ${claim.id}`,
        ...counts(cases),
        timestamp: report.provenance.started,
      },
      children: [
        properties(suiteProperties(claim, report)),
        ...cases.map((test) => caseElement(claim, test)),
      ],
    });
  });
  const all = report.claims.flatMap(casesOf);
  return '<?xml version="1.0" encoding="UTF-8"?>\n' +
    element("testsuites", {
      attributes: { name: "taskproof", ...counts(all) },
      children: suites,
    }) + "\n";
}

function caseElement(claim: ClaimReport, test: TestCase): string {
  const outcome = outcomeOf(test);
  const type = outcome === "skipped" ? {} : { type: verdictKey(test.verdict) };
  const attributes = { message: test.message, ...type };
  return element("testcase", {
    attributes: { classname: claim.id, name: test.name, time: test.seconds.toFixed(3) },
    children: [
      properties(caseProperties(test)),
      ...(outcome === "passed" ? [] : [element(outcome, { attributes })]),
    ],
  });
}

function caseProperties({ verdict, expected }: TestCase): Record<string, string | number> {
  const evidence = evidenceOf(verdict);
  const { interval } = evidence ?? {};
  return {
    verdict: verdict.status,
    registered: expected,
    ...(evidence && {
      measured: evidence.measured,
      unit: evidence.unit,
      bound: formatBound(evidence.bound),
      margin: evidence.margin,
      n: evidence.n,
      ...(evidence.part !== undefined && { part: evidence.part }),
    }),
    ...(interval && {
      "interval.lower": interval.lower,
      "interval.upper": interval.upper,
      "interval.level": interval.level,
    }),
  };
}

function suiteProperties(claim: ClaimReport, { provenance, profile, suite }: Report) {
  return {
    place: claim.place,
    version: claim.version,
    "spec.hash": claim.specHash,
    profile,
    suite,
    commit: provenance.code.commit,
    dirty: `${provenance.code.dirty}`,
    device: provenance.device.label,
  };
}

function counts(cases: readonly TestCase[]): Record<string, string | number> {
  const outcomes = cases.map(outcomeOf);
  const count = (outcome: CaseOutcome) => outcomes.filter((other) => other === outcome).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: cases.reduce((total, { seconds }) => total + seconds, 0).toFixed(3),
  };
}

function properties(values: Readonly<Record<string, string | number>>): string {
  const entries = Object.entries(values);
  return element("properties", {
    children: entries.map(([name, value]) => element("property", { attributes: { name, value } })),
  });
}

function element(
  name: string,
  { attributes = {}, children = [] }: {
    attributes?: Readonly<Record<string, string | number>>;
    children?: readonly string[];
  },
): string {
  const start = Object.entries(attributes).map(([key, value]) =>
    ` ${key}="${escapeXml(`${value}`)}"`
  );
  if (children.length === 0) return `<${name}${start.join("")}/>`;
  const body = children.map((child) => child.replaceAll(/^/gm, "  ")).join("\n");
  return `<${name}${start.join("")}>\n${body}\n</${name}>`;
}

/** Escapes text for an attribute; characters that XML 1.0 cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  const named: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot" };
  return text
    // deno-lint-ignore no-control-regex
    .replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, "\ufffd")
    .replaceAll(/[&<>"]/g, (character) => `&${named[character]};`)
    .replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
