import { plotsOf } from "../plot/mod.ts";
import type { Outcome } from "../reporter.ts";
import { cellData } from "./_cells.ts";
import { claimSection } from "./_claim.ts";
import client from "./_client.js" with { type: "text" };
import { type Markup, markup, trusted } from "./_markup.ts";
import { overview } from "./_overview.ts";
import { type ClaimPage, type Page, pageOf } from "./_page.ts";
import { provenanceSection } from "./_provenance.ts";
import { runLine, warning } from "./_run.ts";
import { STYLE } from "./_style.ts";
import { sign } from "./_words.ts";

/**
 * Renders `index.html`: one file that asks nothing of a network and runs no script but its own, by
 * a policy that names it by its digest. Every text of the report is escaped.
 *
 * @throws {RangeError} when the record has no plan: nothing was begun.
 *
 * @example
 * ```ts
 * import { claims, outcomeOf } from "./_outcome_testing.ts";
 * import { renderHtml } from "./mod.ts";
 * import { assertStringIncludes } from "@std/assert";
 * const page = await renderHtml(outcomeOf(claims()));
 * assertStringIncludes(page, "<h1>Taskproof report</h1>");
 * ```
 */
export async function renderHtml(outcome: Outcome): Promise<string> {
  const page = pageOf(outcome);
  const sections: Markup[] = [];
  for (const claim of page.claims) {
    const plots = await plotsOf(claim.report, page.record);
    sections.push(claimSection(claim, { page, plots }));
  }
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${await digestOf(STYLE)}'`,
    `script-src 'sha256-${await digestOf(client)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Taskproof">
<title>Taskproof report: ${page.report.profile}, ${page.report.suite}</title>
${trusted(`<style>${STYLE}</style>`)}
</head>
<body>
<a class="skip" href="#overview">To the verdicts</a>
<header class="top">
<h1>Taskproof report</h1>
${runLine(page)}
<button class="theme" type="button" hidden>Light or dark</button>
</header>
<div class="columns">
${contents(page)}
<main>
${warning(page)}
${overview(page)}
<section id="claims" aria-label="Claims">
<h2>Claims</h2>
${sections}
</section>
${provenanceSection(page)}
</main>
</div>
${cellData(page)}
${trusted(`<script>${client}</script>`)}
</body>
</html>
`.toString();
}

function contents({ claims }: Page): Markup {
  return markup`<nav aria-label="Contents"><ul>
<li><a href="#overview">Overview</a></li>
<li><a href="#claims">Claims</a><ul>${claims.map(contentsEntry)}</ul></li>
<li><a href="#provenance">Provenance</a></li>
</ul></nav>`;
}

function contentsEntry({ report, anchor, readings }: ClaimPage): Markup {
  return markup`<li><a href="#${anchor}" title="${report.title}">${report.alias}<span class="signs" aria-hidden="true">${
    readings.slice(0, 1).map(({ status }) => markup`<span class="${status}">${sign(status)}</span>`)
  }</span></a></li>`;
}

/** SHA-256 of a text as a policy names it. */
async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
