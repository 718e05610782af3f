import type { Cell } from "./cell.ts";

/**
 * Hands out cells in the order of the plan, but not, while there are others, a cell that asks for a
 * run which somebody has in hand: whoever got it would wait.
 *
 * @example
 * ```ts
 * import { Roster } from "./roster.ts";
 * import { assertEquals } from "@std/assert";
 * const cells = ["a0", "a1", "b0"].map((key) => ({ key }) as never);
 * const roster = new Roster(cells, ({ key }) => [key[0]!]);
 * const first = roster.next()!;
 * assertEquals([first.key, roster.next()?.key], ["a0", "b0"]);
 * roster.done(first);
 * assertEquals([roster.next()?.key, roster.next()], ["a1", undefined]);
 * ```
 */
export class Roster {
  readonly #left: Cell[];
  readonly #runsOf: (cell: Cell) => readonly string[];
  /** Runs that a cell being measured asks for, and none before it did. */
  readonly #inHand = new Set<string>();
  readonly #done = new Set<string>();

  constructor(cells: readonly Cell[], runsOf: (cell: Cell) => readonly string[]) {
    this.#left = [...cells];
    this.#runsOf = runsOf;
  }

  /** The cell to measure next, or undefined when all are handed out. */
  next(): Cell | undefined {
    const free = this.#left.findIndex((cell) =>
      !this.#runsOf(cell).some((run) => this.#inHand.has(run))
    );
    const [cell] = this.#left.splice(Math.max(free, 0), 1);
    if (!cell) return undefined;
    for (const run of this.#runsOf(cell)) if (!this.#done.has(run)) this.#inHand.add(run);
    return cell;
  }

  /** Says that a cell is finished, and its runs with it. */
  done(cell: Cell): void {
    for (const run of this.#runsOf(cell)) {
      this.#inHand.delete(run);
      this.#done.add(run);
    }
  }
}
