import { recordJson } from "../../lab/mod.ts";
import { type Markup, markup, trusted } from "./_markup.ts";
import type { CellPage, ClaimPage, Page } from "./_page.ts";
import { counted, shellWord } from "./_words.ts";

/** A cell as the page's script reads it; texts are numbers, places in one list of texts. */
type Row = readonly [
  reading: number,
  arm: number,
  part: number,
  seed: number,
  outcome: number,
  seconds: number,
  /** The number that the criterion takes, or the name of what is none. */
  value: number | "",
  unit: number,
  source: number,
  device: number,
  /** Which facts there are: a place in the list of their names and units. */
  kind: number,
  facts: readonly Shown[],
];

/** A number, a short list of them, or of a long one how many there are, the least and the largest. */
type Shown = number | readonly number[] | { readonly n: number; readonly range: readonly number[] };

/** Longest list of numbers that is shown as it is. */
const SHORT = 16;

/** A claim's cells, which the script shows when they are asked for. */
export function cellsOf({ anchor, cells }: ClaimPage): Markup {
  if (cells.length === 0) return markup``;
  const [{ cell }] = cells as [CellPage];
  return markup`<details class="cells" data-claim="${anchor}"><summary><h4>Cells: ${
    counted(cells.length, "measurement")
  }, down to a single seed</h4></summary>
<p>A cell is one seed of one part of a reading or control. This measures one again and compares:</p>
<p><code class="command">deno task audit <span class="dir">DIR</span> --rerun ${
    shellWord(cell.key)
  }</code></p>
<noscript><p>With scripts, all cells are listed here. <code>measurements.csv</code> has them too, with every number that was measured.</p></noscript>
<div class="cells-here"></div>
</details>`;
}

/** The cells of all claims as JSON: by the claim's place in the page, and the texts they share. */
export function cellData({ claims }: Page): Markup {
  const texts = new Places();
  const kinds = new Places();
  const rows = Object.fromEntries(
    claims.map(({ report, anchor, cells }) => [
      anchor,
      { id: report.id, rows: cells.map((cell) => rowOf(cell, { texts, kinds })) },
    ]),
  );
  const names = kinds.list.map((kind) => JSON.parse(kind));
  const json = recordJson({ texts: texts.list, kinds: names, claims: rows });
  // Nothing in it can then end the element that holds it.
  const text = json.replaceAll("<", "\\u003c").replaceAll("&", "\\u0026");
  return trusted(`<script type="application/json" id="cells">${text}</script>`);
}

/** Texts by their places in a list. */
class Places {
  readonly #places = new Map<string, number>();

  get list(): readonly string[] {
    return [...this.#places.keys()];
  }

  place(text: string): number {
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }
}

function rowOf(
  { cell, criterion, finished, value }: CellPage,
  { texts, kinds }: { readonly texts: Places; readonly kinds: Places },
): Row {
  const { facts = [], event } = finished ?? {};
  const first = facts[0];
  const unit = criterion.kind === "slope" ? "1" : criterion.unit;
  return [
    texts.place(cell.reading),
    texts.place(cell.arm),
    texts.place(cell.part),
    cell.seed,
    texts.place(outcomeText(event?.outcome)),
    event?.seconds ?? 0,
    value ?? "",
    texts.place(unit),
    texts.place(first?.source ?? ""),
    texts.place(first?.device ?? ""),
    kinds.place(JSON.stringify(facts.map(({ name, unit }) => [name, unit]))),
    facts.map(({ value }) => short(value)),
  ];
}

function outcomeText(outcome: NonNullable<CellPage["finished"]>["event"]["outcome"] | undefined) {
  if (!outcome) return "not measured";
  if (outcome.status === "measured") return outcome.status;
  return `${outcome.status} (${outcome.reason}): ${outcome.detail}`;
}

/** Numbers to five digits: all of them are in `measurements.csv`. */
function short(value: number | readonly number[]): Shown {
  const rounded = (number: number) => Number(number.toPrecision(5));
  if (typeof value === "number") return rounded(value);
  if (value.length <= SHORT) return value.map(rounded);
  const range = [Math.min, Math.max].map((choose) => value.reduce((a, b) => choose(a, b)));
  return { n: value.length, range: range.map(rounded) };
}
