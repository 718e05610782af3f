import { type Child, type Markup, markup } from "./_markup.ts";

/** A table before it is one. */
export interface TableParts {
  /** Its class, by which it is laid out. */
  readonly kind: "readings" | "parts" | "returns" | "wide" | "wide ledger" | "plain";
  /** What it holds, for those who hear it. */
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: Child;
}

/** A table with a caption and column headings. */
export function table({ kind, caption, heads, rows }: TableParts): Markup {
  return markup`<table class="${kind}">
<caption class="unseen">${caption}</caption>
<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table>`;
}
