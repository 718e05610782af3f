import { assertEquals } from "@std/assert";
import {
  type Change,
  endOf,
  journalOf,
  measuredCell,
  OPTIONS,
  PLAN,
  shard,
  threeShards,
} from "./_shards_testing.ts";
import { auditJournal } from "./audit.ts";
import type { Event } from "./events.ts";
import { mergeShards } from "./merge.ts";
import { foldEvents } from "./record.ts";

Deno.test("audit knows a shard: its own cells, no verdicts, status 0", async () => {
  const faults = (change: Change, map = (events: readonly Event[]) => events) =>
    auditJournal(journalOf(map(shard(2, change).content.events)));
  assertEquals(faults({}), []);
  const { key } = PLAN.cells[13]!;
  assertEquals(faults({ missing: 1 }), [
    `1 of 5 cells are missing, first '${key}'`,
    "the run did not end",
  ]);
  const places = (cells: readonly number[]) => ({
    plan: { shard: { index: 2, count: 3, cells } },
  });
  const unsound = "the cells of shard 2 of 3 are not places in the plan, in its order";
  assertEquals(faults(places([4, 1])), [unsound]);
  assertEquals(
    faults(
      places([1, 4]),
      (events) => {
        const more = [...events.slice(0, -1), ...measuredCell(PLAN.cells[7]!)];
        return [...more, endOf(more)];
      },
    ),
    [`cell '${PLAN.cells[7]!.key}' was never planned for this shard`],
  );
  const verdict = foldEvents(await mergeShards(threeShards(), OPTIONS)).verdicts[0]!;
  assertEquals(
    faults({}, (events) => [...events.slice(0, -1), verdict, endOf(events, 1)]),
    [
      "1 verdicts are there, and 0 are due",
      "the exit status is 1 in the file and 0 by the verdicts",
    ],
  );
});
