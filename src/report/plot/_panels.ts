import type { Axis } from "./_axis.ts";
import type { Spec } from "./_sketch.ts";
import { textWidth } from "./_text.ts";
import { COLOURS, DOTS, LINES } from "./_theme.ts";

/** A place in a panel, in the units of its axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is drawn in a panel. */
export type Mark =
  | { readonly line: keyof typeof LINES; readonly points: readonly Point[] }
  | { readonly dot: keyof typeof DOTS; readonly points: readonly Point[] }
  /** Rectangles from (x, y) to (x2, y2), as dark as `depth` in [0, 1] says. */
  | { readonly areas: readonly (Point & { x2: number; y2: number; depth: number })[] }
  | Word & { readonly word: string };

/** Where and how a text stands: `dx` and `dy` are pixels from its place. */
interface Word extends Point {
  readonly align?: "left" | "right" | "center";
  readonly dx?: number;
  readonly dy?: number;
  readonly bold?: boolean;
}

/** One picture of a plot: its heading and its marks. */
export interface Panel {
  readonly heading?: string;
  readonly marks: readonly Mark[];
}

/** Panels side by side, over common axes. */
export interface Layout {
  readonly panels: readonly Panel[];
  /** Most panels in a row. */
  readonly columns: number;
  readonly height: number;
  /** Width of a panel; default what the row has room for. */
  readonly width?: number;
  readonly x: Axis;
  readonly y: Axis;
}

/** Room for the panels of a row, the gap between two, and the widest, in pixels. */
const ROOM = 610;
const GAP = 14;
const WIDEST = 400;
/** Size of letters, by how much bold ones are wider, and from line to line. */
const SIZE = 11;
const BOLD = 1.08;
const LINE = 13;

/** Most dots of a mark, and most lines of a style in a panel, that are drawn. */
const MOST = 300;

/** Every so many of what is too much to be seen apart. */
function thinned<T>(all: readonly T[]): readonly T[] {
  const step = Math.ceil(all.length / MOST);
  return step > 1 ? all.filter((_, i) => i % step === 0) : all;
}

/** What is drawn of a panel's marks. */
function shown(marks: readonly Mark[]): Mark[] {
  const byStyle = Map.groupBy(marks, (mark) => "line" in mark ? mark.line : "");
  return [...byStyle].flatMap(([style, marks]) => style === "" ? marks : thinned(marks))
    .map((mark) => "dot" in mark ? { ...mark, points: thinned(mark.points) } : mark);
}

/** Says that not all is drawn, where panels have too much. */
export function crowdedText(panels: readonly Panel[]): string[] {
  const drawn = (marks: readonly Mark[]) =>
    marks.reduce((total, mark) => total + ("dot" in mark ? mark.points.length : 1), 0);
  const isCrowded = panels.some(({ marks }) => drawn(shown(marks)) < drawn(marks));
  return isCrowded ? [`Of more than ${MOST} dots or lines only some are drawn.`] : [];
}

/**
 * The Vega-Lite specification of panels.
 *
 * Everything that comes from facts is data in fields of fixed names: no name or text of a fact stands
 * where Vega looks for a field, a format or an expression.
 */
export function panelled({ panels, columns, height, x, y, ...given }: Layout): Spec {
  const rows = Math.ceil(panels.length / columns);
  const across = Math.ceil(panels.length / rows);
  const { width = Math.min(WIDEST, Math.floor(ROOM / across) - GAP) } = given;
  const headings = panels.map(({ heading }) => inLines(heading ?? "", width / BOLD));
  const data = panels.flatMap(({ marks }, panel) => {
    const lines = headings[panel]!;
    const words = lines.map((word, i) => ({
      ...{ word, x: x.domain[0], y: y.domain[1], bold: true },
      dy: -8 - LINE * (lines.length - 1 - i),
    }));
    return [...shown(marks), ...words].flatMap((mark) =>
      rowsOf(mark).map((row) => ({ panel, ...row }))
    );
  });
  const kinds = new Set(data.map(({ kind }) => kind));
  const axes = { x: wrapped(x, width), y: wrapped(y, height) };
  const layer = Object.entries(layersOf(axes)).flatMap(([kind, layer]) =>
    kinds.has(kind) ? [{ transform: [{ filter: `datum.kind === '${kind}'` }], ...layer }] : []
  );
  if (panels.length === 1) return { data: { values: data }, width, height, layer };
  return {
    data: { values: data },
    facet: {
      field: "panel",
      type: "ordinal",
      header: { title: null, labelExpr: "''", labelPadding: 0, labelFontSize: 1 },
    },
    columns: across,
    bounds: "flush",
    spacing: { row: 21 + LINE * Math.max(...headings.map(({ length }) => length)), column: GAP },
    spec: { width, height, layer },
  };
}

/** An axis with its title in lines that are no longer than it. */
function wrapped({ domain, spec }: Axis, length: number): Axis {
  const { axis, ...rest } = spec as { axis: { title: string | null } | null };
  const title = axis?.title;
  return {
    domain,
    spec: title ? { ...rest, axis: { ...axis, title: inLines(title, length) } } : spec,
  };
}

/** A text in one line or two, as much of it as there is room for; none where it is empty. */
function inLines(text: string, room: number): string[] {
  if (textWidth(text, SIZE) <= room) return text === "" ? [] : [text];
  // Between words, and where there is a hyphen.
  const words = text.split(/(?<=[ -])/);
  let first = words.shift()!;
  while (textWidth(`${first}${words[0]}`.trimEnd(), SIZE) <= room) first += words.shift();
  return [first.trimEnd(), words.join("")].filter(Boolean).map((line) => fitting(line, room));
}

/** As much of a line as there is room for. */
function fitting(line: string, room: number): string {
  if (textWidth(line, SIZE) <= room) return line;
  const letters = [...line];
  while (textWidth(`${letters.join("")}…`, SIZE) > room) letters.pop();
  return `${letters.join("")}…`;
}

type Row = { readonly kind: string } & Record<string, unknown>;

function rowsOf(mark: Mark): Row[] {
  if ("line" in mark) {
    // All lines of a style are one path, broken where y is missing: a path each would be slower.
    const gap = { x: mark.points[0]?.x ?? 0, y: null };
    return [...mark.points, gap].map((at) => ({
      ...{ kind: "line", style: mark.line, ...at },
      ...LINES[mark.line],
    }));
  }
  if ("dot" in mark) return mark.points.map((at) => ({ kind: "dot", ...at, ...DOTS[mark.dot] }));
  if ("areas" in mark) return mark.areas.map((area) => ({ kind: "area", ...area }));
  const { word, bold, ...place } = mark;
  return [{ kind: "word", text: word, weight: bold ? "bold" : "normal", ...place }];
}

function layersOf({ x, y }: Pick<Layout, "x" | "y">): Record<string, Spec> {
  const place = { x: { field: "x", ...x.spec }, y: { field: "y", ...y.spec } };
  const ofDatum = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, { expr: `datum.${name}` }]));
  return {
    area: {
      mark: { type: "rect", fill: COLOURS.first, fillOpacity: { expr: "datum.depth" } },
      encoding: { ...place, x2: { field: "x2" }, y2: { field: "y2" } },
    },
    line: {
      mark: { type: "line", ...ofDatum("stroke", "strokeWidth", "strokeDash") },
      encoding: {
        ...place,
        detail: { field: "style", type: "nominal" },
        order: { value: null },
      },
    },
    dot: {
      mark: {
        type: "point",
        opacity: 1,
        strokeWidth: 1.2,
        ...ofDatum("shape", "size", "fill", "stroke"),
      },
      encoding: place,
    },
    word: {
      mark: {
        type: "text",
        color: COLOURS.ink,
        fontSize: SIZE,
        fontWeight: { expr: "datum.weight" },
        align: { expr: "datum.align || 'left'" },
        dx: { expr: "datum.dx || 0" },
        dy: { expr: "datum.dy || 0" },
      },
      encoding: { ...place, text: { field: "text" } },
    },
  };
}
