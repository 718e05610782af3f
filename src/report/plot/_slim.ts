/** An element of Vega's SVG. */
interface Element {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: readonly (Element | string)[];
}

/** What an SVG of ours consists of: anything else, such as a link or a style, is left out. */
const ELEMENTS = new Set(["svg", "g", "path", "line", "rect", "text", "tspan"]);
const ATTRIBUTES = new Set([
  ...["xmlns", "width", "height", "viewBox", "transform", "d", "x", "y", "x2", "y2", "dy"],
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"],
  ...["stroke-linecap", "stroke-linejoin", "opacity", "text-anchor"],
  ...["font-family", "font-size", "font-weight", "font-style"],
]);
/** Attributes that children inherit from a group, so that they need not repeat them. */
const INHERITED = [...ATTRIBUTES].filter((name) => /^(fill|stroke|font|text)/.test(name));
/** Values that say what would be so without them. */
const SILENT: Readonly<Record<string, string>> = {
  ...{ opacity: "1", x: "0", y: "0", x2: "0", y2: "0", transform: "translate(0,0)" },
  ...{ "font-weight": "normal", "stroke-width": "1", "stroke-dasharray": "1,0" },
};
const NUMERIC = new Set(["transform", "d", "x", "y", "x2", "y2", "width", "height"]);
const NUMBER = /-?\d*\.\d+(?:e[+-]?\d+)?/g;
const CENTRE = /^translate\(([^,]+),([^,]+)\)$/;
const CIRCLE = /^M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0$/;

/**
 * Takes out of Vega's SVG what nobody sees: roles, classes, empty groups, digits behind the tenth of
 * a pixel, and attributes that a whole group has in common.
 */
export function slim(svg: string): string {
  return parse(svg).children.flatMap(pruned).map(serialise).join("");
}

/** Reads Vega's SVG, in which every `<` of a text is an entity and every value stands in `"`. */
function parse(svg: string): Element {
  const root: Open = { name: "", attributes: new Map(), children: [] };
  const open = [root];
  let at = 0;
  while (at < svg.length) {
    const start = svg.indexOf("<", at);
    if (start < 0) break;
    if (start > at) open.at(-1)!.children.push(svg.slice(at, start));
    if (svg[start + 1] === "/") {
      open.pop();
      at = svg.indexOf(">", start) + 1;
      continue;
    }
    const { element, end, isEmpty } = readTag(svg, start + 1);
    open.at(-1)!.children.push(element);
    if (!isEmpty) open.push(element);
    at = end;
  }
  return root;
}

/** An element whose children are still read. */
interface Open extends Element {
  readonly children: (Element | string)[];
}

/** Reads an opening tag from its name on; by hand, for there are fifty thousand attributes. */
function readTag(svg: string, start: number): { element: Open; end: number; isEmpty: boolean } {
  let at = start;
  while (!" />".includes(svg[at]!)) at++;
  const name = svg.slice(start, at);
  const attributes = new Map<string, string>();
  while (svg[at] === " ") {
    const equals = svg.indexOf("=", at);
    const close = svg.indexOf('"', equals + 2);
    const attribute = svg.slice(at + 1, equals);
    if (ATTRIBUTES.has(attribute)) {
      const given = svg.slice(equals + 2, close);
      const value = NUMERIC.has(attribute) ? toTenths(given) : given;
      // The place of a line of a text is not silent: without it, it follows the line before.
      if (name === "tspan" || SILENT[attribute] !== value) attributes.set(attribute, value);
    }
    at = close + 1;
  }
  const isEmpty = svg[at] === "/";
  return { element: { name, attributes, children: [] }, end: at + (isEmpty ? 2 : 1), isEmpty };
}

function toTenths(numbers: string): string {
  if (!numbers.includes(".")) return numbers;
  return numbers.replaceAll(NUMBER, (text) => `${Math.round(Number(text) * 10) / 10 + 0}`);
}

/** The element without what is not seen: nothing, itself, or the children of a group in its place. */
function pruned(child: Element | string): (Element | string)[] {
  if (typeof child === "string") return [child];
  const { name, attributes } = child;
  if (!ELEMENTS.has(name) || attributes.get("opacity") === "0") return [];
  if (name === "path") return isPainted(attributes) ? [roundest(child)] : [];
  const children = child.children.flatMap(pruned);
  if (name !== "g") return [{ name, attributes, children }];
  const elements = children.filter((child) => typeof child !== "string");
  hoist(attributes, elements);
  if (attributes.size === 0 || elements.length === 0) return elements;
  const [only] = elements;
  const isMerged = elements.length === 1 && !(attributes.has("opacity"));
  return [isMerged ? merged(attributes, only!) : { name, attributes, children }];
}

function isPainted(attributes: Element["attributes"]): boolean {
  return Boolean(attributes.get("d")) && (attributes.has("fill") || attributes.has("stroke"));
}

/** A path round a circle as a circle, which is a third as long. */
function roundest(path: Element): Element {
  const radius = CIRCLE.exec(path.attributes.get("d")!)?.[1];
  if (!radius) return path;
  const centre = CENTRE.exec(path.attributes.get("transform") ?? "");
  const attributes = new Map(path.attributes);
  attributes.delete("d");
  attributes.delete("transform");
  attributes.set("cx", centre?.[1] ?? "0").set("cy", centre?.[2] ?? "0").set("r", radius);
  return { ...path, name: "circle", attributes };
}

/** Gives a group what all its elements have in common, instead of them. */
function hoist(attributes: Element["attributes"], elements: readonly Element[]): void {
  for (const name of INHERITED) {
    const value = elements[0]?.attributes.get(name);
    if (value === undefined) continue;
    if (!elements.every((element) => element.attributes.get(name) === value)) continue;
    attributes.set(name, value);
    elements.forEach((element) => element.attributes.delete(name));
  }
}

/** A group's only element with the group's attributes as its own. */
function merged(attributes: Element["attributes"], only: Element): Element {
  if (only.name === "circle" && attributes.has("transform")) {
    return { name: "g", attributes, children: [only] };
  }
  const transforms = [attributes, only.attributes].flatMap((from) => from.get("transform") ?? []);
  const all = new Map([...attributes, ...only.attributes]);
  if (transforms.length > 0) all.set("transform", transforms.join(" "));
  return { ...only, attributes: all };
}

function serialise(child: Element | string): string {
  if (typeof child === "string") return child;
  const { name, attributes, children } = child;
  const opened = [name, ...[...attributes].map(([name, value]) => `${name}="${value}"`)].join(" ");
  if (children.length === 0) return `<${opened}/>`;
  return `<${opened}>${children.map(serialise).join("")}</${name}>`;
}
