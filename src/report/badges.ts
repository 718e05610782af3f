import { makeFolder, writeWhole } from "./formats.ts";
import { escapeXml } from "./junit.ts";
import type { Reporter } from "./reporter.ts";
import type { ClaimReport, Report } from "./schema.ts";

/** A badge: a file below the output folder, and its content. */
export interface Badge {
  readonly file: string;
  readonly svg: string;
}

/** Width of a letter of 11 px, of common sans-serif fonts; the text is made to fit it. */
const LETTER = 6.6;
const MARGIN = 8;

/** Backgrounds on which white text has a contrast of 5:1 or more; the words say the same. */
const COLOURS = { label: "#3d444d", same: "#1a7f37", differs: "#b42318", none: "#59636e" };

/** A reporter that draws a badge of each claim, and one of all, into `badges/` below a folder. */
export function badgesReporter(dir: string): Reporter {
  return {
    name: "badges",
    onEnd({ report }) {
      makeFolder(`${dir}/badges`);
      for (const { file, svg } of renderBadges(report)) writeWhole(`${dir}/${file}`, svg);
    },
  };
}

/**
 * Badges as SVG: of each claim the verdict as stated, its first reading's, and whether all of its
 * readings are as registered; of all claims, how many are. The words are text, and the title's.
 *
 * @example
 * ```ts
 * import { renderBadges } from "./badges.ts";
 * import { ReportSchema } from "./mod.ts";
 * import { assertStringIncludes } from "@std/assert";
 * const path = new URL("../../tests/golden/report.json", import.meta.url);
 * const report = ReportSchema.parse(JSON.parse(Deno.readTextFileSync(path)));
 * const [overall] = renderBadges(report);
 * assertStringIncludes(overall!.svg, "<title>Taskproof: ");
 * ```
 */
export function renderBadges(report: Report): Badge[] {
  return [
    { file: "badges/taskproof.svg", svg: badge("Taskproof", overallState(report)) },
    ...report.claims.map((claim) => ({
      file: `badges/${fileName(claim.alias)}.svg`,
      svg: badge(claim.alias, claimState(claim, report)),
    })),
  ];
}

interface State {
  readonly text: string;
  readonly colour: string;
}

function overallState({ claims, interrupted }: Report): State {
  if (interrupted) return { text: "not judged", colour: COLOURS.none };
  const differing = claims.filter((claim) => !isAsRegistered(claim)).length;
  return differing === 0
    ? { text: `all ${claims.length} as registered`, colour: COLOURS.same }
    : { text: `${differing} of ${claims.length} differ`, colour: COLOURS.differs };
}

function claimState(claim: ClaimReport, { interrupted }: Report): State {
  if (interrupted) return { text: "not judged", colour: COLOURS.none };
  const stated = claim.readings[0]?.verdict.status ?? "no reading";
  return isAsRegistered(claim)
    ? { text: `${stated}, as registered`, colour: COLOURS.same }
    : { text: `${stated}, differs`, colour: COLOURS.differs };
}

function isAsRegistered({ readings }: ClaimReport): boolean {
  return readings.every(({ asRegistered }) => asRegistered);
}

/** Names of files hold letters, digits, dots and dashes, and start with none of the latter. */
function fileName(alias: string): string {
  return alias.replaceAll(/[^\w.-]+/g, "-").replace(/^[.-]+/, "") || "claim";
}

function badge(label: string, { text, colour }: State): string {
  const left = width(label), right = width(text);
  const title = escapeXml(`${label}: ${text}`);
  const words = (content: string, { from, size }: { from: number; size: number }) =>
    `<text x="${from + size / 2}" y="14" textLength="${size - 2 * MARGIN}" ` +
    `lengthAdjust="spacingAndGlyphs">${escapeXml(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" ` +
    `aria-label="${title}">`,
    `  <title>${title}</title>`,
    `  <rect width="${left}" height="20" fill="${COLOURS.label}"/>`,
    `  <rect x="${left}" width="${right}" height="20" fill="${colour}"/>`,
    `  <g fill="#fff" text-anchor="middle" font-family="Verdana,sans-serif" font-size="11">`,
    `    ${words(label, { from: 0, size: left })}`,
    `    ${words(text, { from: left, size: right })}`,
    "  </g>",
    "</svg>",
    "",
  ].join("\n");
}

/** Whole pixels, so that the halves meet. */
function width(text: string): number {
  return Math.round([...text].length * LETTER) + 2 * MARGIN;
}
