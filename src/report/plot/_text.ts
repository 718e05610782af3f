/**
 * Letters of a sans-serif face that are narrower, and wider, than most. The widths are those of wide
 * faces: room to spare does no harm, and a text that is cut off does.
 */
const NARROW = /[ijltf.,:;|!'’`[\]()/\\ I\-·]/;
const WIDE = /[mwMWOQGCDHNRU@%—→–…≤≥±×]/;

/** Width of a text in pixels, as estimated from its letters: the same on every machine. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += NARROW.test(letter) ? 0.38 : WIDE.test(letter) ? 0.86 : 0.61;
  return Math.ceil(ems * size);
}

/** A name as a label: no control characters, and cut where it is longer than `longest` letters. */
export function label(name: string, longest = 40): string {
  const clean = name.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  const letters = [...clean];
  return letters.length <= longest ? clean : `${letters.slice(0, longest - 1).join("")}…`;
}

/** A quantity's name with its unit, as the title of an axis. */
export function titled(name: string, unit = "1"): string {
  return unit === "1" ? label(name, 160) : `${label(name, 160)} / ${label(unit, 20)}`;
}

/** Says that values are missing from a picture, where some are. */
export function omittedText(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? "One value is left out: it is not finite, or too large or small to draw."
      : `${count} values are left out: not finite, or too large or small to draw.`,
  ];
}

/** Names the readings that have the same. */
export function alsoText(readings: readonly string[]): string {
  if (readings.length === 0) return "";
  return `; the same for ${readings.map((id) => label(id)).join(", ")}`;
}

/** What parts of a reading differ in: their names without the words that all begin or end with. */
export function distinguishing(parts: readonly string[]): Map<string, string> {
  const split = parts.map((part) => part.split(/(?<=[:-])/));
  const shortest = Math.min(...split.map((words) => words.length));
  const isCommon = (at: number) => split.every((words) => words.at(at) === split[0]!.at(at));
  let first = 0, last = 0;
  while (first < shortest - 1 && isCommon(first)) first++;
  while (last < shortest - 1 - first && isCommon(-1 - last)) last++;
  return new Map(parts.map((part, i) => {
    const words = split[i]!.slice(first, split[i]!.length - last);
    return [part, label(words.join("").replace(/[:-]$/, ""))];
  }));
}

/** A part without what it was measured on. */
export function shortPart(part: string): string {
  return label(part.slice(part.indexOf(":") + 1));
}
