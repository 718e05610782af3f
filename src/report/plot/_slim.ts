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
/** Attributes that say what would be so without them. */
const SILENT = /^(opacity="1"|x="0"|y="0"|x2="0"|y2="0"|transform="translate\(0,0\)")$/;
const NUMERIC = /^(transform|d|x|y|x2|y2|width|height)$/;
const TOKEN = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;
const CIRCLE = /^M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0$/;

/**
 * Takes out of Vega's SVG what nobody sees: roles, classes, empty groups, digits behind the tenth of
 * a pixel, and attributes that a whole group has in common.
 */
export function slim(svg: string): string {
  return parse(svg).children.flatMap(pruned).map(serialise).join("");
}

/** Vega writes every `<`, `&` and `"` of a text as an entity, so that tags are all that is `<…>`. */
function parse(svg: string): Element {
  const root = element("", "");
  const open = [root];
  for (const [, close, name, attributes, empty, text] of svg.matchAll(TOKEN)) {
    if (close) {
      open.pop();
      continue;
    }
    const child = text ?? element(name!, attributes!);
    (open.at(-1)!.children as (Element | string)[]).push(child);
    if (typeof child !== "string" && !empty) open.push(child);
  }
  return root;
}

function element(name: string, text: string): Element {
  const attributes = new Map<string, string>();
  for (const [, name, given] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    const value = NUMERIC.test(name!) ? toTenths(given!) : given!;
    if (ATTRIBUTES.has(name!) && !SILENT.test(`${name}="${value}"`)) attributes.set(name!, value);
  }
  return { name, attributes, children: [] };
}

function toTenths(numbers: string): string {
  const number = /-?\d*\.?\d+(?:e[+-]?\d+)?/g;
  return numbers.replaceAll(number, (text) => `${Math.round(Number(text) * 10) / 10 + 0}`);
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
  const { d, transform = "translate(0,0)", ...others } = Object.fromEntries(path.attributes);
  const radius = CIRCLE.exec(d!)?.[1];
  const centre = /^translate\(([^,]+),([^,]+)\)$/.exec(transform);
  if (!radius || !centre) return path;
  const place = { cx: centre[1]!, cy: centre[2]!, r: radius };
  return { ...path, name: "circle", attributes: new Map(Object.entries({ ...place, ...others })) };
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
