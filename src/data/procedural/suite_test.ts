import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import type { Images, TaskSplits } from "../task_suite.ts";
import { drawImages } from "./_draw_images.ts";
import { proceduralSuite, SUITE_PROFILES, type SuiteProfile } from "./mod.ts";

const SPLITS = ["train", "validation", "test", "prototypes"] as const;
const smoke = proceduralSuite({ profile: "smoke" });
const images = ({ pixels, count }: Images) =>
  Array.from({ length: count }, (_, i) => pixels.subarray(768 * i, 768 * (i + 1)).join());
const counts = ({ labels }: Images, classes: number) =>
  Array.from({ length: classes }, (_, c) => labels.filter((label) => label === c).length);
const sizes = (splits: TaskSplits) => SPLITS.map((split) => splits[split].count);

Deno.test("a profile decides the tasks and the sizes", () => {
  assertEquals(smoke.tasks.map(({ name }) => name), ["strokes", "satellite", "overhead"]);
  assertEquals(sizes(smoke.splits("satellite", { seed: 3 })), [256, 128, 256, 16 * 8]);
  const whole = proceduralSuite({ profile: "default" });
  assertEquals(whole.tasks.length, 8);
  assertEquals(sizes(whole.splits("signs", { seed: 3 })), [2048, 400, 1000, 32 * 12]);
  for (const { name, classes } of smoke.tasks) {
    const splits = smoke.splits(name, { seed: 0 });
    for (const split of SPLITS) {
      const { pixels, labels, count } = splits[split];
      assertEquals([pixels.length, labels.length], [768 * count, count]);
      assert(labels.every((label) => label < classes.length));
    }
  }
});

Deno.test("the classes are balanced, prototypes exactly", () => {
  for (const { name, classes } of smoke.tasks) {
    const splits = smoke.splits(name, { seed: 5 });
    for (const split of SPLITS) {
      const each = counts(splits[split], classes.length);
      assert(Math.max(...each) - Math.min(...each) <= 1, `${name}, ${split}: ${each}`);
    }
    assertEquals(new Set(counts(splits.prototypes, classes.length)), new Set([16]));
  }
});

Deno.test("no image is in two splits, or twice in one, whatever the seeds", () => {
  for (const { name } of smoke.tasks) {
    const [one, other] = [0, 1].map((seed) => smoke.splits(name, { seed }));
    const all = SPLITS.flatMap((split) => [
      ...new Set([...images(one![split]), ...images(other![split])]),
    ]);
    assertEquals(new Set(all).size, all.length);
    for (const split of SPLITS) assertEquals(new Set(images(one![split])).size, one![split].count);
  }
});

Deno.test("the seed draws training images and prototypes from a pool, and moves nothing else", () => {
  const [one, other] = [0, 1].map((seed) => smoke.splits("overhead", { seed }));
  assertEquals(one!.validation, other!.validation);
  assertEquals(one!.test, other!.test);
  for (const split of ["train", "prototypes"] as const) {
    assertNotEquals(one![split].pixels, other![split].pixels);
    const shared = new Set(images(one![split])).intersection(new Set(images(other![split])));
    assert(shared.size > 0 && shared.size < one![split].count, `${split} share ${shared.size}`);
  }
  const pool = drawPrototypePool();
  assert(images(one!.prototypes).every((image) => pool.has(image)));
});

/** All prototypes of a task that any seed may draw, as they are without a sensor. */
function drawPrototypePool(): Set<string> {
  const indices = Array.from({ length: 128 * 10 }, (_, i) => i);
  return new Set(
    images(drawImages("overhead", { split: "prototypes", indices, difficulty: 0.25 })),
  );
}

Deno.test("splits do not depend on what was asked for before, or done to what was given", () => {
  const first = smoke.splits("strokes", { seed: 2 });
  const fresh = proceduralSuite({ profile: "smoke" });
  fresh.splits("overhead", { seed: 9 });
  const spoilt = fresh.splits("strokes", { seed: 1 });
  for (const split of SPLITS) spoilt[split].pixels.fill(0);
  assertEquals(fresh.splits("strokes", { seed: 2 }), first);
});

Deno.test("a larger profile's smaller brother trains on other counts of the same images", () => {
  const small = images(smoke.splits("strokes", { seed: 0 }).validation);
  const large = images(
    proceduralSuite({ profile: "default" }).splits("strokes", { seed: 0 }).validation,
  );
  assertEquals(large.slice(0, small.length), small);
});

Deno.test("all but prototypes are seen through the task's sensor", () => {
  const { train, validation, test } = smoke.splits("overhead", { seed: 0 });
  const bare = (split: string) => {
    const indices = Array.from({ length: 512 }, (_, i) => i);
    return new Set(images(drawImages("overhead", { split, indices, difficulty: 0.25 })));
  };
  for (const [split, seen] of Object.entries({ train, validation, test })) {
    assertEquals(new Set(images(seen)).isDisjointFrom(bare(split)), true, split);
  }
});

Deno.test("the digest is that of what determines the images", () => {
  const digests = SUITE_PROFILES.map((profile) => proceduralSuite({ profile }).digest);
  assert(digests.every((digest) => /^[0-9a-f]{64}$/.test(digest)));
  assertEquals(proceduralSuite({ profile: "smoke" }).digest, digests[0]);
  assertNotEquals(digests[0], digests[1]);
  // Nightly has other seeds than default, not other images: their runs can be shared.
  assertEquals(digests[1], digests[2]);
  assertEquals([smoke.missing, smoke.files], [[], []]);
});

Deno.test("what is not there is refused, with what there is", () => {
  assertThrows(
    () => smoke.splits("house", { seed: 0 }),
    RangeError,
    "Cannot draw the task 'house': the suite has strokes, satellite, overhead.",
  );
  for (const seed of [0.5, NaN, 2 ** 53]) {
    assertThrows(() => smoke.splits("strokes", { seed }), RangeError, `seed ${seed} is no safe`);
  }
  assertThrows(
    () => proceduralSuite({ profile: "paper" as SuiteProfile }),
    RangeError,
    "'paper' is not one of smoke, default, nightly",
  );
});
