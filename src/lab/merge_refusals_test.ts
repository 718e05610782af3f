import { assertEquals, assertRejects } from "@std/assert";
import { soundSpec } from "../claim/_sound_spec_testing.ts";
import {
  type Change,
  CODE,
  endOf,
  journalOf,
  measuredCell,
  OPTIONS,
  PLAN,
  RUN,
  shard,
  threeShards,
} from "./_shards_testing.ts";
import type { Event, PlanEvent } from "./events.ts";
import { mergeShards } from "./merge.ts";
import { IncompleteError, MergeError, type ShardFolder } from "./merge_members.ts";
import { planEvent } from "./plan_event.ts";

Deno.test("what is not of one run is not merged: the message has both values", async () => {
  const otherSpec = planEvent([{ ...soundSpec(), version: 2 }], {
    profile: "default",
    suite: "procedural",
    sources: PLAN.sources,
  });
  const otherCell = PLAN.cells.with(0, { ...PLAN.cells[0]!, seed: 9 });
  const [from, to] = ["b".repeat(64), "e".repeat(64)];
  const cases: readonly (readonly [Change, string])[] = [
    [{ content: { schema: 1 } }, "the journal's schema is 2 in the one and 1 in the other"],
    [{ run: { versions: { v8: "2" } } }, "the version of V8 is 1 in the one and 2 in "],
    [{ run: { code: { ...RUN.code, commit: "abd" } } }, "the commit is abc in the one and abd in "],
    [
      { run: { code: { ...RUN.code, hash: from } } },
      `the program's code hash is ${CODE} in the one`,
    ],
    [
      { plan: { profile: "nightly" } },
      "the profile is default in the one and nightly in the other",
    ],
    [{ plan: { suite: "real" } }, "the suite is procedural in the one and real in the other"],
    [{ plan: { seeds: 2 } }, "--seeds is not given in the one and 2 in the other"],
    [{ plan: { claims: otherSpec.claims } }, "the hash of the spec of first-epoch-equivalence is "],
    [{ plan: { claims: [] } }, "the list of claims is first-epoch-equivalence in the one and "],
    [
      { plan: { sources: [{ name: "synthetic", digest: "2" }] } },
      "the digest of the inputs 'synthetic' is 1 in the one and 2 in the other",
    ],
    [{ plan: { hash: to } }, `the plan's hash is ${PLAN.hash} in the one and ${to} in the other`],
    [{ plan: { cells: otherCell } }, "the plan behind its hash is "],
    [
      { plan: { shard: { index: 3, count: 4, cells: [2] } } },
      "the number of shards is 3 in the one and 4 in the other",
    ],
  ];
  for (const [change, sentence] of cases) {
    const merge = () => mergeShards([shard(1), shard(2), shard(3, change)], OPTIONS);
    await assertRejects(merge, MergeError, `Cannot merge s1 with s3: ${sentence}`);
  }
  const refused = (folder: ShardFolder, sentence: string, options = OPTIONS) =>
    assertRejects(() => mergeShards([folder], options), MergeError, sentence);
  await refused(shard(1), `its code hash was ${CODE} and is now ${to}`, { ...OPTIONS, code: to });
  const merged = { dir: "m", content: journalOf(await mergeShards(threeShards(), OPTIONS)) };
  await refused(merged, "Cannot merge m: it was merged already, and is no shard");
  const { shard: _, ...whole } = PLAN;
  await refused(
    {
      dir: "w",
      content: journalOf([RUN, whole, ...PLAN.cells.flatMap(measuredCell), endOf([whole])]),
    },
    "Cannot merge w: it is a whole run, and no shard",
  );
  const foreign = shard(1).content.events.flatMap((event) =>
    event.type === "end" ? [...measuredCell(PLAN.cells[1]!), event] : [event]
  );
  await refused({ dir: "f", content: journalOf(foreign) }, `none of the cells of shard 1 of 3`);
  await assertRejects(() => mergeShards([], OPTIONS), MergeError, "no shard is named");
});

Deno.test("shards that agree in what the program cannot have written are not merged", async () => {
  const refused = (folders: readonly ShardFolder[], sentence: string) =>
    assertRejects(() => mergeShards(folders, OPTIONS), MergeError, sentence);
  const all = (plan: Partial<PlanEvent>) => [1, 2, 3].map((index) => shard(index, { plan }));
  const [claim] = PLAN.claims;
  const lax = { ...claim!.spec, version: 9 };
  await refused(
    all({ claims: [{ ...claim!, spec: lax }] }),
    "Cannot merge s1: its journal contradicts itself: the plan does not match its hash",
  );
  const { type: _, ...laxly } = planEvent([lax], { ...PLAN, sources: PLAN.sources });
  await refused(all(laxly), "the spec of first-epoch-equivalence is none of the program's");
  const forged = (change: (event: Event) => Event[]) => {
    const [first, ...others] = threeShards();
    return [{ dir: "f", content: journalOf(first!.content.events.flatMap(change)) }, ...others];
  };
  const places = { index: 3, count: 3, cells: [2, 5, 8, 11, 99] };
  const outside = (event: Event) => [event.type === "plan" ? { ...event, shard: places } : event];
  await refused(forged(outside), "are not places in the plan");
  const doubled = (event: Event) =>
    event.type === "fact" ? [event, { ...event, value: 0 }] : [event];
  await refused(forged(doubled), "fact 'gap' of ");
  const onDevice = (event: Event) => [event.type === "fact" ? { ...event, device: "cpu" } : event];
  await refused(forged(onDevice), "5 facts are of no device of their reading and run, first 'gap'");
  const other = { ...RUN, code: { ...RUN.code, hash: "e".repeat(64) } };
  const startedBefore = (event: Event) => event.type === "run" ? [other, event] : [event];
  await refused(
    forged(startedBefore),
    "start 2 is of another run: the program's code hash was eee",
  );
  const changed = (event: Event) => [event.type === "fact" ? { ...event, value: 7 } : event];
  await refused(forged(changed), "Cannot merge f: its journal contradicts itself: the root is ");
  const late = (event: Event): Event[] => event.type === "end" ? [event, event] : [event];
  await refused(forged(late), "comes after the end");
});

Deno.test("a shard or a cell that is missing or there twice is an error with its list", async () => {
  const incomplete = async (folders: readonly ShardFolder[], sentence: string) =>
    (await assertRejects(() => mergeShards(folders, OPTIONS), IncompleteError, sentence)).cells;
  const third = PLAN.cells.filter((_, i) => i % 3 === 2).map(({ key }) => key);
  assertEquals(
    await incomplete([shard(1), shard(2)], "shard 3 of 3 is missing; 5 of 15 cells are missing"),
    third.map((key) => `missing ${key}`),
  );
  assertEquals(
    await incomplete(
      [...threeShards(), { ...shard(3), dir: "t" }],
      "shard 3 of 3 is there twice: s3 and t; 5 ",
    ),
    third.map((key) => `doubled ${key}: s3 and t`),
  );
  assertEquals(
    await incomplete(
      [shard(1), shard(2), shard(3, { missing: 2 })],
      "shard 3 of 3 in s3 did not end; 2 of 15 cells are missing",
    ),
    third.slice(-2).map((key) => `missing ${key}`),
  );
  const also = { shard: { index: 3, count: 3, cells: [0, 2, 5, 8, 11, 14] } };
  assertEquals(
    await incomplete(
      [shard(1), shard(2), shard(3, { plan: also })],
      "Cannot merge: 1 cell is there twice",
    ),
    [`doubled ${PLAN.cells[0]!.key}: s1 and s3`],
  );
  const begun = { dir: "b", content: journalOf([RUN]) };
  assertEquals(await incomplete([begun, shard(1)], "Cannot merge b: its run had not begun"), []);
});
