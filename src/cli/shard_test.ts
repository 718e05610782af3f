import { assertEquals, assertThrows } from "@std/assert";
import { parseOptions } from "./options.ts";
import { shardChoice } from "./shard.ts";
import { UsageError } from "./usage.ts";

function choice(text: string | undefined, env: Readonly<Record<string, string>> = {}) {
  const args = text === undefined ? [] : ["--shard", text];
  return shardChoice(parseOptions(args, { valued: ["shard"], flags: [] }), (name) => env[name]);
}

Deno.test("a shard is given, or there is none", () => {
  assertEquals(choice(undefined, { SLURM_ARRAY_TASK_ID: "1" }), undefined);
  assertEquals(choice("2/4", { SLURM_ARRAY_TASK_ID: "3" }), { index: 2, count: 4 });
});

Deno.test("a Slurm array gives each of its tasks a shard", () => {
  const task = (id: number, [first, last, count]: readonly number[]) => ({
    SLURM_ARRAY_TASK_ID: `${id}`,
    SLURM_ARRAY_TASK_MIN: `${first}`,
    SLURM_ARRAY_TASK_MAX: `${last}`,
    SLURM_ARRAY_TASK_COUNT: `${count}`,
  });
  assertEquals(choice("auto", task(3, [1, 8, 8])), { index: 3, count: 8 });
  assertEquals(choice("auto", task(0, [0, 7, 8])), { index: 1, count: 8 });
  // Submitted again for task 3 and 7 alone: only who says N gets the shards of before.
  assertThrows(() => choice("auto", task(3, [3, 7, 2])), UsageError, "the Slurm array has gaps");
  assertEquals(choice("auto/8", task(3, [3, 7, 2])), { index: 3, count: 8 });
  assertEquals(choice("auto", { ...task(3, [3, 7, 2]), SHARD_COUNT: "8" }), { index: 3, count: 8 });
  assertThrows(() => choice("auto/8", task(0, [0, 7, 8])), UsageError, "There is no shard 0 of 8.");
});

Deno.test("a Kubernetes indexed Job gives each of its pods a shard, and must say of how many", () => {
  const pod = { JOB_COMPLETION_INDEX: "0" };
  assertEquals(choice("auto/4", pod), { index: 1, count: 4 });
  assertEquals(choice("auto", { ...pod, SHARD_COUNT: "4" }), { index: 1, count: 4 });
  assertThrows(() => choice("auto", pod), UsageError, "give --shard auto/N, or set SHARD_COUNT");
});

Deno.test("what is no shard is refused", () => {
  const refused = (text: string, sentence: string, env = {}) =>
    assertThrows(() => choice(text, env), UsageError, sentence);
  for (const text of ["0/4", "2", "a/b", "1/0", "1/2/3", "-1/2", "1.5/3"]) {
    refused(text, `Option --shard is '${text}': give I/N`);
  }
  refused("5/4", "There is no shard 5 of 4.");
  refused("auto/4", "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set");
  refused("auto", "SHARD_COUNT is 'four'", { JOB_COMPLETION_INDEX: "1", SHARD_COUNT: "four" });
});
