import type { Control } from "../../claim/mod.ts";
import { criterionText, powerText } from "../criterion_text.ts";
import type { ControlReport } from "../schema.ts";
import { type Markup, markup } from "./_markup.ts";
import { marksOf } from "./_marks.ts";
import { boundText, measuredText } from "./_measured.ts";
import type { ClaimPage, ReadingPage } from "./_page.ts";
import { strips } from "./_strip.ts";
import { table } from "./_table.ts";
import { tick, wordOf } from "./_words.ts";

/** A reading that a control guards, and what the control returned for it. */
interface Guarded {
  readonly reading: ReadingPage;
  readonly control: ControlReport;
}

/** Every control of a claim: why it must come out as it must, and how it did for each reading. */
export function controlsOf(claim: ClaimPage): Markup {
  return markup`<p>These runs share the code and, unless it says otherwise, the criterion of the readings that they guard. Had one come out as it must not, every reading of this claim would be void.</p>
${
    table({
      kind: "returns",
      caption: `Controls of ${claim.report.alias}`,
      heads: ["Control", "Guards", "Returned", "Measured", "On its axis"],
      rows: claim.spec.controls.map((control) => rowsOf(claim, control)),
    })
  }`;
}

function rowsOf(claim: ClaimPage, control: Control): readonly Markup[] {
  const guarded = claim.readings.flatMap((reading): Guarded[] =>
    reading.report.controls.filter(({ id }) => id === control.id)
      .map((control) => ({ reading, control }))
  );
  const head = markup`<th scope="rowgroup" rowspan="${guarded.length}">${whatItIs(control)}</th>`;
  return guarded.map((one, i) => markup`<tr>${i === 0 && head}${cellsOf(claim, one)}</tr>`);
}

function whatItIs({ id, kind, why, registered, power, criterion }: Control): Markup {
  const must = [
    `must be ${registered.join(" or ")}`,
    ...(power ? [`with ${powerText(power)}`] : []),
    ...(criterion ? [`judged by: ${criterionText(criterion)}`] : []),
  ].join(", ");
  const meaning = kind === "negative"
    ? "negative: breaks the premise"
    : "positive: true by construction";
  return markup`<b>${id}</b> <span class="tag">${meaning}</span><span class="statement">${why}</span><span class="must">${must}</span>`;
}

function cellsOf(claim: ClaimPage, { reading, control }: Guarded): Markup {
  const { id, verdict, asRegistered, text, weak } = control;
  const marks = marksOf(claim, { reading, judged: { arm: `control:${id}`, verdict } });
  const criterion = claim.spec.controls.find((own) => own.id === id)?.criterion ??
    reading.spec.criterion;
  return markup`<td><a href="#${reading.anchor}">${reading.report.id}</a></td><td>${
    tick(asRegistered)
  } ${wordOf(verdict.status)}${
    weak &&
    markup`<span class="basis">registered as too weak here, ${weak.date}: ${weak.reason}</span>`
  }</td><td>${marks.evidence ? measuredText(marks) : text}<span class="basis">bound ${
    boundText(marks, criterion)
  }</span></td><td>${strips([marks])}</td>`;
}
