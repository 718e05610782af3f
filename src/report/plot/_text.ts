import { mean, meanInterval } from "../../stats/mod.ts";
import { formatMeasured } from "../format.ts";

/** Letters of a sans-serif face that are about a third, and three quarters, of its size wide. */
const NARROW = /[ijltf.,:;|!'’`[\]()/\\ I\-·]/;
const WIDE = /[mwMWOQGCDHNRU@%—→–…≤≥±×]/;

/** Width of a text in pixels, as estimated from its letters: the same on every machine. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += NARROW.test(letter) ? 0.32 : WIDE.test(letter) ? 0.78 : 0.57;
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
  return unit === "1" ? label(name) : `${label(name)} / ${label(unit)}`;
}

/** A mean over at least one value with its 90 % interval, where there is one. */
export function meanText(values: readonly number[]): string {
  const centre = formatMeasured(mean(values));
  if (values.length < 2) return centre;
  const interval = meanInterval(values, { level: 0.9 });
  if (interval.kind === "exact") return centre;
  return `${centre} [${formatMeasured(interval.lower)}, ${formatMeasured(interval.upper)}]`;
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

/** A part without what it was measured on, which all parts of a reading mostly share. */
export function shortPart(part: string, longest?: number): string {
  return label(part.slice(part.indexOf(":") + 1), longest);
}
