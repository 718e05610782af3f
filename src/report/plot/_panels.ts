import type { Spec } from "./_sketch.ts";

/** Room for the panels of a plot, and the gap between two, in pixels. */
const ROOM = 600;
const GAP = 14;

/** How panels are laid out. */
export interface PanelOptions {
  /** Rows of data, each with the number of its `panel`. */
  readonly data: readonly object[];
  readonly panels: number;
  /** Most panels beside each other. */
  readonly columns: number;
  readonly height: number;
  /** Layers of a panel of that width, over the rows of the panel. */
  layersOf(width: number): readonly Spec[];
}

/**
 * Panels beside and below each other with common axes. Panels go by number, and their headings are
 * marks: no text of a fact ever stands where Vega looks for a field or an expression.
 */
export function panelled({ data, panels, columns, height, layersOf }: PanelOptions): Spec {
  const across = Math.min(panels, columns);
  const width = Math.floor(ROOM / across) - GAP;
  return {
    data: { values: data },
    facet: {
      field: "panel",
      type: "ordinal",
      header: { title: null, labelExpr: "''", labelPadding: 0, labelFontSize: 1 },
    },
    columns: across,
    spacing: { row: 34, column: GAP },
    spec: { width, height, layer: layersOf(width) },
  };
}

/** Rows of one kind only. */
export function only(kind: string): Spec {
  return { transform: [{ filter: `datum.kind === '${kind}'` }] };
}
