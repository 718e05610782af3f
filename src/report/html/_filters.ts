import { type Markup, markup } from "./_markup.ts";
import { type Page, paperOf } from "./_page.ts";
import { type Status, STATUSES, wordOf } from "./_words.ts";

/** What narrows the readings down; hidden until the script that does it is there. */
export function filters({ claims }: Page): Markup {
  const papers = [...new Set(claims.map(paperOf))];
  const seen = new Set(claims.flatMap(({ readings }) => readings.map(({ status }) => status)));
  const options = (values: readonly string[], name: (value: string) => string) =>
    ["", ...values].map((value) =>
      markup`<option value="${value}">${value === "" ? "all" : name(value)}</option>`
    );
  const statuses = STATUSES.filter((status) => seen.has(status));
  return markup`<form class="filters" id="filters" role="search" aria-label="Readings" hidden>
<label>Verdict <select name="status">${
    options(statuses, (status) => wordOf(status as Status))
  }</select></label>
<label>Paper <select name="paper">${options(papers, (paper) => paper)}</select></label>
<label>Text <input type="search" name="text" autocomplete="off"></label>
<label><input type="checkbox" name="differs"> Differs from registered</label>
<button type="reset">Show all</button>
<output name="shown" aria-live="polite"></output>
</form>`;
}
