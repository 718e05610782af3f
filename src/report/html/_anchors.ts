/**
 * Gives places in a page their names: the text itself where it can be one, so that addresses say
 * where they lead, and never the same name twice.
 *
 * @example
 * ```ts
 * import { Anchors } from "./_anchors.ts";
 * import { assertEquals } from "@std/assert";
 * const anchors = new Anchors(["overview"]);
 * assertEquals(["P1.1", "a b", "P1.1", "overview"].map((text) => anchors.name(text)), [
 *   "P1.1",
 *   "a-b",
 *   "P1.1-2",
 *   "overview-2",
 * ]);
 * ```
 */
export class Anchors {
  readonly #taken: Set<string>;

  /** @param reserved Names that the page gives by itself. */
  constructor(reserved: readonly string[]) {
    this.#taken = new Set(reserved);
  }

  /** A name that no place has yet. */
  name(text: string): string {
    const wanted = text.replaceAll(/[^\w.-]+/g, "-").replace(/^(?![A-Za-z])/, "at-");
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}-${count}`;
    this.#taken.add(name);
    return name;
  }
}
