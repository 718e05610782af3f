import type { ControlReport } from "../schema.ts";
import { driftSection } from "./_drift.ts";
import { filters } from "./_filters.ts";
import { legend } from "./_legend.ts";
import { glance, tally } from "./_summary.ts";
import { type Markup, markup } from "./_markup.ts";
import { marksOf, reportedBeside } from "./_marks.ts";
import { basisText, boundText, measuredText, rangeText } from "./_measured.ts";
import { type ClaimPage, type Page, paperOf, type ReadingPage } from "./_page.ts";
import { strip } from "./_strip.ts";
import { table } from "./_table.ts";
import { badge, tick, wordOf } from "./_words.ts";

/** The first section: every reading of every claim, its verdict and what that rests on. */
export function overview(page: Page): Markup {
  return markup`<section id="overview" aria-label="Overview">
<h2>Overview</h2>
${driftSection(page)}
${tally(page)}
${legend()}
${glance(page)}
<h3>Reading by reading</h3>
${filters(page)}
${page.claims.map(brief)}
</section>`;
}

/** A claim in brief: a row for each reading that was run, and a line for those that were not. */
function brief(claim: ClaimPage): Markup {
  const { report, anchor, readings } = claim;
  const later = readings.filter(isLeftOut);
  const rows = readings.filter((reading) => !isLeftOut(reading));
  return markup`<section class="brief" data-paper="${
    paperOf(claim)
  }" aria-label="${report.alias} in brief">
<h4><a href="#${anchor}"><span class="alias">${report.alias}</span> ${report.title}</a></h4>
${
    table({
      kind: "readings",
      caption: `Verdicts on ${report.alias}`,
      heads: ["Reading", "Verdict", "Measured against its bound", "Could this have failed?"],
      rows: [
        rows.map((reading) => row(claim, reading)),
        later.length > 0 && leftOutRow(claim, later),
      ],
    })
  }
</section>`;
}

function row(claim: ClaimPage, reading: ReadingPage): Markup {
  const { report, anchor, status, differs } = reading;
  const { published, statement, controls } = report;
  return markup`<tr class="reading" data-status="${status}" data-differs="${`${differs}`}">
<th scope="row"><a href="#${anchor}">${report.id}</a>${
    published && markup` <span class="tag">published</span>`
  }<span class="statement">${statement}</span></th>
<td>${badge(status)}<span class="registered">${registeredText(reading)}</span></td>
<td>${measuredAgainstBound(claim, reading)}</td>
<td data-label="Could this have failed?">${controlsText(controls)}</td>
</tr>`;
}

function measuredAgainstBound(claim: ClaimPage, reading: ReadingPage): Markup {
  const { report, spec: { criterion } } = reading;
  const marks = marksOf(claim, { reading, judged: { arm: "main", verdict: report.verdict } });
  const basis = [`bound ${boundText(marks, criterion)}`, basisText(marks, criterion)]
    .filter((text) => text !== "").join("; ");
  return markup`${strip(marks)}<span class="numbers">${
    measuredText(marks)
  }</span><span class="basis">${basis}</span>${
    reportedBeside(claim, reading).map(({ by, values }) =>
      markup`<span class="basis">reported: ${
        rangeText(values)
      } (<a href="#${by.anchor}">${by.report.id}</a>)</span>`
    )
  }`;
}

function registeredText({ report, status, differs }: ReadingPage): Markup {
  if (status === "not-judged") return markup`registered: ${report.registered.verdict}`;
  return differs
    ? markup`<strong class="differs">differs from registered:</strong> ${report.registered.verdict}`
    : markup`as registered`;
}

/** What the controls of a reading returned, each with whether it did what it is there for. */
function controlsText(controls: readonly ControlReport[]): Markup {
  if (controls.length === 0) {
    return markup`<span class="none">no control of its own; void if one of the claim’s fails</span>`;
  }
  const groups = Map.groupBy(controls, ({ kind, verdict }) => {
    const word = wordOf(verdict.status);
    return `${word[0]!.toUpperCase()}${word.slice(1)} ${
      kind === "negative" ? "when broken" : "by construction"
    }`;
  });
  return markup`<ul class="controls">${
    [...groups].map(([said, group]) =>
      markup`<li>${said}: ${
        group.map(({ id, asRegistered }, i) =>
          markup`${i === 0 ? "" : ", "}<span class="control-name">${
            tick(asRegistered)
          } ${id}</span>`
        )
      }</li>`
    )
  }</ul>`;
}

/** Whether a smaller profile leaves a reading to a larger one, as registered. */
function isLeftOut({ report: { verdict }, differs, status }: ReadingPage): boolean {
  return status === "not-run" && verdict.status === "not-run" && !differs &&
    verdict.reason === "left-to-larger-profile";
}

function leftOutRow({ report }: ClaimPage, readings: readonly ReadingPage[]): Markup {
  const links = readings.map(({ anchor, report }, i) =>
    markup`${i === 0 ? "" : ", "}<a href="#${anchor}">${report.id}</a>`
  );
  return markup`<tr class="reading left-out" data-status="not-run" data-differs="false" data-count="${readings.length}">
<th scope="row">${`${readings.length} more of ${report.alias}`}</th>
<td>${badge("not-run")}<span class="registered">as registered</span></td>
<td colspan="2">Left to a larger profile: ${links}</td>
</tr>`;
}
