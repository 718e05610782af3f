import type { Cell } from "./cell.ts";
import type { PlanEvent, Shard } from "./events.ts";

/**
 * The cells that a journal has to finish: those of its shard, or all that are planned.
 *
 * @throws {RangeError} when a shard names a place where the plan has no cell.
 */
export function dueCells({ cells, shard }: Pick<PlanEvent, "cells" | "shard">): readonly Cell[] {
  if (!shard) return cells;
  return shard.cells.map((place) => {
    const cell = cells[place];
    if (!cell) throw new RangeError(`Cannot find cell ${place} of ${cells.length}`);
    return cell;
  });
}

/**
 * A shard for people.
 *
 * @example
 * ```ts
 * import { shardName } from "./shard.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(shardName({ index: 2, count: 4 }), "shard 2 of 4");
 * ```
 */
export function shardName({ index, count }: Pick<Shard, "index" | "count">): string {
  return `shard ${index} of ${count}`;
}
