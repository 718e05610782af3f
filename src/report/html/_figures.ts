import type { Plot } from "../plot/mod.ts";
import { type Markup, markup, trusted } from "./_markup.ts";
import type { Page } from "./_page.ts";

/** The plots of a claim, each with what it shows in words. */
export function figures(plots: readonly Plot[], { anchors }: Page): Markup {
  if (plots.length === 0) return markup``;
  return markup`<h4>Plots</h4>
<div class="figures">${
    plots.map(({ id, title, legend, numbers, svg }) =>
      markup`<figure id="${anchors.name(id)}">
<div class="drawing" tabindex="0" role="img" aria-label="${title}">${trusted(svg)}</div>
<figcaption><b>${title}</b> ${legend}
<details><summary>The numbers in words</summary><ul>${
        numbers.map((sentence) => markup`<li>${sentence}</li>`)
      }</ul></details></figcaption>
</figure>`
    )
  }</div>`;
}
