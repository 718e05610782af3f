import type { Plot } from "../plot/mod.ts";
import { cellsOf } from "./_cells.ts";
import { controlsOf } from "./_controls.ts";
import { type Markup, markup } from "./_markup.ts";
import { figures } from "./_figures.ts";
import { type ClaimPage, type Page, paperOf } from "./_page.ts";
import { protocolsOf } from "./_protocols.ts";
import { readingOf } from "./_reading.ts";
import { table } from "./_table.ts";
import { counted } from "./_words.ts";

/** What the cells of a claim are measured on. */
const INPUTS = {
  sources: "every input source in turn",
  tasks: "every task of the suite in turn, each a part of the conjunction",
  suite: "the suite of tasks as a whole",
} as const;

/** All there is to know of a claim: from its statement down to a cell. */
export function claimSection(
  claim: ClaimPage,
  { page, plots }: { readonly page: Page; readonly plots: readonly Plot[] },
): Markup {
  const { report, spec, anchor, readings } = claim;
  const { profile } = page.report;
  const { quantity } = report;
  return markup`<section class="claim" id="${anchor}" data-paper="${
    paperOf(claim)
  }" aria-label="${report.alias} ${report.title}">
<h3><span class="alias">${report.alias}</span> ${report.title}</h3>
<blockquote><p>${spec.statement}</p><footer>${report.place}</footer></blockquote>
<dl class="facts">
<dt>Quantity</dt><dd>${quantity.name}; unit: ${quantity.unit}; ${quantity.shape}</dd>
<dt>Measured on</dt><dd>${INPUTS[spec.inputs ?? "sources"]}; ${
    counted(spec.seeds[profile], "seed")
  } in profile ${profile}</dd>
<dt>Specification</dt><dd><code>${report.id}</code>, version ${report.version}, SHA-256 <code class="digest">${report.specHash}</code>. It was fixed before the run; the ledger says where its numbers come from.</dd>
</dl>
<h4>Readings</h4>
${readings.map((reading, i) => readingOf(claim, { reading, open: i === 0 || reading.differs }))}
${figures(plots, page)}
<h4>Could this have failed?</h4>
${controlsOf(claim)}
${ledger(claim)}
${protocolsOf(claim, profile)}
${cellsOf(claim)}
</section>`;
}

function ledger({ report, spec }: ClaimPage): Markup {
  if (spec.ledger.length === 0) return markup``;
  return markup`<details class="ledger"><summary><h4>Ledger: what the paper leaves open, and what was chosen</h4></summary>
${
    table({
      kind: "wide ledger",
      caption: `Ledger of ${report.alias}`,
      heads: ["Topic", "Paper", "Chosen"],
      rows: spec.ledger.map(({ topic, paper, chosen }) =>
        markup`<tr><th scope="row">${topic}</th><td data-label="Paper">${paper}</td><td data-label="Chosen">${chosen}</td></tr>`
      ),
    })
  }</details>`;
}
