import { criterionText } from "../criterion_text.ts";
import { evidenceOf, formatInterval, formatMeasured } from "../format.ts";
import { type Markup, markup } from "./_markup.ts";
import { marksOf, reportedBeside } from "./_marks.ts";
import { measuredText, rangeText } from "./_measured.ts";
import type { ClaimPage, ReadingPage } from "./_page.ts";
import { strip, strips } from "./_strip.ts";
import { table } from "./_table.ts";
import { badge, counted } from "./_words.ts";

/** A reading: what it says, when it is supported, what came of it, and what was registered. */
export function readingOf(
  claim: ClaimPage,
  { reading, open }: { readonly reading: ReadingPage; readonly open: boolean },
): Markup {
  const { report, anchor, status, differs } = reading;
  const marks = marksOf(claim, { reading, judged: { arm: "main", verdict: report.verdict } });
  const start = open
    ? markup`<details class="reading-detail" id="${anchor}" open>`
    : markup`<details class="reading-detail" id="${anchor}">`;
  return markup`${start}
<summary><h5>${report.id}</h5> ${badge(status)} <span class="brief-number">${
    marks.evidence && measuredText(marks)
  }</span>${differs && markup` <strong class="differs">differs from registered</strong>`}</summary>
<p>${report.statement}</p>
<p class="verdict-text">${report.text}</p>
${strip(marks)}
${factsOf(claim, reading)}
${report.parts.length > 1 && partsTable(claim, reading)}
</details>`;
}

function factsOf(claim: ClaimPage, reading: ReadingPage): Markup {
  const { report, spec } = reading;
  const { registered, alone, verdict, place } = report;
  return markup`<dl class="facts">
${place !== claim.report.place && markup`<dt>Place</dt><dd>${place}</dd>`}
<dt>Criterion</dt><dd>Supported if ${criterionText(spec.criterion)}.</dd>
<dt>Registered</dt><dd>${registered.date}: <b>${registered.verdict}</b>. ${registered.reason}</dd>
<dt>Measured in</dt><dd>${originOf(reading)}</dd>
${
    alone.status !== verdict.status &&
    markup`<dt>On its own</dt><dd>${badge(alone.status)}, before the controls had their say</dd>`
  }${
    reportedBeside(claim, reading).map(({ by, values }) =>
      markup`<dt>Reported</dt><dd>${rangeText(values)} (${
        counted(values.length, "figure")
      }, reading <a href="#${by.anchor}">${by.report.id}</a>)</dd>`
    )
  }</dl>`;
}

function originOf({ report, spec }: ReadingPage): string {
  const seeds = counted(report.seeds, "seed");
  if (report.published) return "figures that were published, judged as they stand";
  if (spec.constructed) return `${report.arithmetic}, built by hand: nothing is sampled`;
  return `${report.arithmetic}, ${seeds}`;
}

/** Most parts of one mind that are shown without being asked for. */
const FEW = 8;

/** The parts of a conjunction below one another, on one axis. */
function partsTable(claim: ClaimPage, reading: ReadingPage): Markup {
  const { parts } = reading.report;
  const drawings = strips(
    parts.map(({ part, verdict }) =>
      marksOf(claim, { reading, judged: { arm: "main", verdict, part } })
    ),
  );
  const minds = new Set(parts.map(({ verdict }) => verdict.status)).size;
  const start = parts.length <= FEW || minds > 1 ? markup`<details open>` : markup`<details>`;
  const rows = parts.map(({ part, verdict }, i) => {
    const evidence = evidenceOf(verdict);
    return markup`<tr><th scope="row">${part}</th><td>${badge(verdict.status)}</td><td>${
      drawings[i]
    }</td><td>${evidence ? formatMeasured(evidence.measured) : "–"}</td><td>${
      evidence ? formatInterval(evidence) : "–"
    }</td></tr>`;
  });
  return markup`${start}<summary>The ${parts.length} parts on one axis: the claim is about every one</summary>
${
    table({
      kind: "parts",
      caption: `Parts of ${reading.report.id}`,
      heads: ["Part", "Verdict", "On one axis", "Measured", "Interval"],
      rows,
    })
  }</details>`;
}
