/** Advance widths of a sans-serif face in thousandths of its size, Helvetica's, by kind of letter. */
const NARROW = /[ijlt.,:;|!'’`[\]()/\\ fI\-·]/;
const WIDE = /[mwMWOQGCDHNRU@%—→–…≤≥±×]/;

/** Width of a text in pixels, as estimated from its letters: the same on every machine. */
export function textWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const letter of text) {
    thousandths += NARROW.test(letter) ? 300 : WIDE.test(letter) ? 780 : 560;
  }
  return Math.ceil(thousandths * size / 1000);
}

/** Most letters of a label. */
const LONGEST = 40;

/** A name as a label: no control characters, and cut where it is too long. */
export function label(name: string, longest = LONGEST): string {
  const clean = name.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  const letters = [...clean];
  return letters.length <= longest ? clean : `${letters.slice(0, longest - 1).join("")}…`;
}
