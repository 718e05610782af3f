import { type Markup, markup } from "./_markup.ts";
import { badge } from "./_words.ts";

/** What a reader needs to know of the words and marks, said once. */
export function legend(): Markup {
  const entry = (term: Markup, text: string) => markup`<dt>${term}</dt><dd>${text}</dd>\n`;
  const key = (drawing: Markup) =>
    markup`<svg class="key" viewBox="0 0 60 24" aria-hidden="true"><path class="axis" d="M0 12h60"/>${drawing}</svg>`;
  return markup`<details class="legend"><summary>How to read this</summary>
<dl>
${[
    entry(
      badge("supported"),
      "The criterion is met: no counter-example in any trial, or every part’s interval inside the bound.",
    ),
    entry(
      badge("refuted"),
      "A counter-example, or for some part the interval outside the bound (Holm-adjusted over the parts).",
    ),
    entry(badge("inconclusive"), "These seeds cannot tell; the reason is given."),
    entry(
      badge("error"),
      "The check is void: a control failed, a number was not finite, or the device failed its self-test.",
    ),
    entry(badge("not-run"), "Left to a larger profile, or the device asked for is not there."),
    entry(
      key(markup`<path class="band" d="M20 4h40v16H20z"/><path class="edge" d="M20 2v20"/>`),
      "The region in which the claim holds. A broken line, where there is one, is the smallest effect that matters: below it a gain is refuted.",
    ),
    entry(
      key(
        markup`<path class="interval" d="M10 8v8m0-4H50m0-4v8"/><path class="seeds" d="M16 12h0M42 12h0"/><path class="decided" d="M30 7l4 5-4 5-4-5z"/>`,
      ),
      "A dot is a seed (or a trial). The diamond is the number that decided: the worst trial, or the mean over seeds of the deciding part, with its 90 % interval.",
    ),
    entry(
      key(markup`<path class="reported" d="M30 7l-3.5-6h7z"/><path class="floor" d="M48 2v20"/>`),
      "A triangle is a figure that the paper published for the same quantity; a dotted line the largest rounding error that the number may carry, where it is known: no less can be told from zero. An axis on which values span more than a factor of 300 is logarithmic.",
    ),
    entry(
      markup`Controls`,
      "Runs that must come out a known way. Negative ones break the claim’s premise and must fail; positive ones make it true by construction and must pass. If one does not come out so, every reading of its claim is void.",
    ),
    entry(
      markup`As registered`,
      "Each verdict was predicted, or had been measured before, and was committed with its reason and date.",
    ),
  ]}</dl></details>`;
}
