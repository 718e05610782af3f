import { formatMeasured } from "../format.ts";
import type { Finding } from "../schema.ts";
import { type Markup, markup } from "./_markup.ts";
import type { Page } from "./_page.ts";
import { table } from "./_table.ts";
import { counted, timeWords } from "./_words.ts";

/** How the run differs from its baseline, where it was compared with one. */
export function driftSection({ report: { drift }, claims }: Page): Markup {
  if (!drift) return markup``;
  const { baseline, bitwise, compared, equal, findings } = drift;
  const anchorOf = (id: string) => claims.find(({ report }) => report.id === id)?.anchor;
  const title = findings.length === 0 ? "nothing differs" : counted(findings.length, "finding");
  const must = bitwise
    ? "On this device, with these inputs and seeds, all must be."
    : "On another device or V8, other inputs or seeds, they need only lie within the baseline’s prediction intervals.";
  return markup`<section id="drift" class="drift" aria-label="Against the baseline">
<h3>Against the baseline: ${title}</h3>
<p>Baseline of commit <code>${baseline.commit}</code>, recorded ${
    timeWords(baseline.recorded)
  } on ${baseline.device}. Of ${counted(compared, "value")} ${
    equal.toLocaleString("en")
  } are equal to the bit. ${must}</p>
${
    findings.length > 0 && table({
      kind: "wide",
      caption: "Findings",
      heads: ["Finding", "Where", "Was", "Is", "What it says"],
      rows: findings.map((finding) => findingRow(finding, anchorOf(finding.claim))),
    })
  }
</section>`;
}

function findingRow(
  { label, claim, reading, arm, part, quantity, unit = "1", was, is, text }: Finding,
  anchor: string | undefined,
): Markup {
  const name = anchor === undefined ? markup`${claim}` : markup`<a href="#${anchor}">${claim}</a>`;
  const where = [reading, arm, part, quantity].filter((item) => item !== undefined).join(" / ");
  const shown = (value: number | string) =>
    typeof value === "string" ? value : `${formatMeasured(value)}${unit === "1" ? "" : ` ${unit}`}`;
  return markup`<tr><th scope="row"><span class="label ${label}">${
    label.replaceAll("-", " ")
  }</span></th><td data-label="Where">${name} ${where}</td><td data-label="Was">${
    shown(was)
  }</td><td data-label="Is">${shown(is)}</td><td>${text}</td></tr>`;
}
