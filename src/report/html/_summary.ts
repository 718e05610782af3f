import { paperOf, papersOf } from "../papers.ts";
import { type Markup, markup } from "./_markup.ts";
import type { ClaimPage, Page, ReadingPage } from "./_page.ts";
import { table } from "./_table.ts";
import { badge, counted, sign, type Status, STATUSES, statusWords, wordOf } from "./_words.ts";

/** The run in a few numbers: verdicts by kind, those that differ, and how the controls behaved. */
export function tally(page: Page): Markup {
  const { report, claims } = page;
  const readings = claims.flatMap((claim) => claim.readings);
  const counts = countsOf(readings);
  const differing = readings.filter(({ differs }) => differs).length;
  const controls = report.claims.flatMap((claim) =>
    claim.readings.flatMap((reading) => reading.controls)
  );
  const behaved = controls.filter(({ asRegistered }) => asRegistered).length;
  const judged = controls.length > 0 && report.interrupted === undefined;
  return markup`<p class="outcome">${statusWords(report.status)}</p>
<ul class="tally">${
    [...counts].map(([status, count]) => markup`<li><b>${count}</b> ${badge(status)}</li>`)
  }<li><b>${differing}</b> ${
    differing === 1 ? "differs" : "differ"
  } from the registered verdict</li>${
    judged &&
    markup`<li><b>${behaved} of ${controls.length}</b> controls came out as they must</li>`
  }</ul>
<p>${counted(claims.length, "claim")} in ${
    counted(readings.length, "reading")
  }: every definition, formula or arithmetic that a claim can be read with is judged on its own. A claim that honestly fails is a result; what must not be is a check that could not have failed.</p>
${papers(page)}`;
}

/** The papers by the short names that claims have of them. */
function papers({ report }: Page): Markup {
  const named = papersOf(report);
  const tables = named.filter(({ id }) =>
    report.claims.some((claim) => claim.alias.startsWith("T.") && paperOf(claim) === id)
  );
  return markup`${
    named.length > 0 && markup`<dl class="papers">${
      named.map(({ id, title, arxiv }) =>
        markup`<div><dt>${id}</dt><dd><cite>${title}</cite>, arXiv:${arxiv}</dd></div>`
      )
    }${
      tables.map(({ id }) =>
        markup`<div><dt>T</dt><dd>the arithmetic of the tables that ${id} prints</dd></div>`
      )
    }</dl>`
  }`;
}

/** Every claim in a line: a sign for each of its readings, the claim as stated first. */
export function glance({ claims }: Page): Markup {
  return markup`<details class="glance" open><summary><h3>At a glance</h3></summary>
${
    table({
      kind: "plain",
      caption: "Claims, and the verdicts on their readings",
      heads: ["Claim", "As stated", "All readings"],
      rows: claims.map(glanceRow),
    })
  }</details>`;
}

function glanceRow({ report, anchor, readings }: ClaimPage): Markup {
  const [first] = readings;
  const counts = [...countsOf(readings)].map(([status, count]) => `${count} ${wordOf(status)}`);
  return markup`<tr><th scope="row"><a href="#${anchor}"><span class="alias">${report.alias}</span> ${report.title}</a></th>
<td>${first && badge(first.status)}</td>
<td><span class="signs" role="img" aria-label="${counts.join(", ")}">${
    readings.map(({ status }) => markup`<span class="${status}">${sign(status)}</span>`)
  }</span></td></tr>`;
}

function countsOf(readings: readonly ReadingPage[]): ReadonlyMap<Status, number> {
  const count = (status: Status) => readings.filter((reading) => reading.status === status).length;
  return new Map(
    STATUSES.map((status) => [status, count(status)] as const).filter(([, count]) => count > 0),
  );
}
