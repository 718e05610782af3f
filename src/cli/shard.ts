import { type Cell, type Part, type Shard, split } from "../lab/mod.ts";
import { type LoadRequest, loadsIn } from "./loads.ts";
import type { Options } from "./options.ts";
import { UsageError } from "./usage.ts";

/** Which of how many shards: the first one has index 1. */
export type ShardChoice = Pick<Shard, "index" | "count">;

/**
 * The shard that `--shard I/N`, `--shard auto` or `--shard auto/N` names; undefined without one.
 *
 * @param env Reads a variable of the environment: read only for `auto`.
 * @throws {UsageError} when there is no such shard, or the environment does not tell.
 */
export function shardChoice(
  options: Options,
  env: (name: string) => string | undefined,
): ShardChoice | undefined {
  const text = options.value("shard");
  if (text === undefined) return undefined;
  const match = /^(auto|[1-9]\d{0,8})(?:\/([1-9]\d{0,8}))?$/.exec(text);
  if (!match || (match[1] !== "auto" && match[2] === undefined)) {
    throw new UsageError(
      `Option --shard is '${text}': give I/N, such as 1/4 for the first of four, or auto.`,
    );
  }
  const count = match[2] === undefined ? undefined : Number(match[2]);
  const choice = match[1] === "auto"
    ? fromEnvironment(env, count)
    : { index: Number(match[1]), count: count! };
  if (choice.index < 1 || choice.index > choice.count) {
    throw new UsageError(`There is no shard ${choice.index} of ${choice.count}.`);
  }
  return choice;
}

/** The shard that a Slurm array or a Kubernetes indexed Job gives to this process. */
function fromEnvironment(
  env: (name: string) => string | undefined,
  given: number | undefined,
): ShardChoice {
  const number = (name: string): number | undefined => {
    const text = env(name);
    if (text === undefined) return undefined;
    if (!/^\d{1,9}$/.test(text)) {
      throw new UsageError(`Cannot tell the shard: ${name} is '${text}', no whole number.`);
    }
    return Number(text);
  };
  const count = given ?? number("SHARD_COUNT");
  const task = number("SLURM_ARRAY_TASK_ID");
  if (task !== undefined) {
    if (count !== undefined) return { index: task, count };
    return fromArray(task, number);
  }
  const completion = number("JOB_COMPLETION_INDEX");
  if (completion === undefined) {
    throw new UsageError(
      "Cannot tell the shard: neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set; give " +
        "--shard I/N.",
    );
  }
  if (count === undefined) {
    throw new UsageError(
      "Cannot tell how many shards there are: give --shard auto/N, or set SHARD_COUNT to the " +
        "Job's completions.",
    );
  }
  return { index: completion + 1, count };
}

/** An array that was submitted again for some of its tasks would split the plan anew. */
function fromArray(
  task: number,
  number: (name: string) => number | undefined,
): ShardChoice {
  const first = number("SLURM_ARRAY_TASK_MIN") ?? 1;
  const last = number("SLURM_ARRAY_TASK_MAX");
  const count = number("SLURM_ARRAY_TASK_COUNT");
  if (count === undefined || (last !== undefined && last - first + 1 !== count)) {
    throw new UsageError(
      "Cannot tell how many shards there are: the Slurm array has gaps, or does not say; give " +
        "--shard auto/N, with an array of 1 to N.",
    );
  }
  return { index: task - first + 1, count };
}

/** Splits a plan's cells by how long they take: the same way on every machine. */
export function splitCells(
  cells: readonly Cell[],
  { count, ...request }: LoadRequest & { readonly count: number },
): Part[] {
  return split(loadsIn(cells, request), count);
}
