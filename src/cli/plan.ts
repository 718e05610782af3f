import {
  type Cell,
  type Claim,
  type Cost,
  costOf,
  type Estimate,
  Estimator,
  memoryOf,
  plan,
  plannedSuite,
  RATES,
  recordJson,
  secondsOf,
  shardName,
  sumOf,
} from "../lab/mod.ts";
import type { Profile, Suite } from "../claim/mod.ts";
import type { DeviceChoice } from "../engine/mod.ts";
import { formatSeconds, wrap } from "../report/mod.ts";
import type { Inputs } from "./inputs.ts";
import { type ShardChoice, splitCells } from "./shard.ts";

/** What is going to be verified, and on what. */
export interface PlanRequest {
  readonly claims: readonly Claim[];
  readonly inputs: Inputs;
  readonly profile: Profile;
  readonly suite: Suite;
  readonly seeds?: number;
  readonly firstSeed?: number;
  readonly jobs: number;
  readonly device: DeviceChoice;
  /** Only this part of the cells. */
  readonly shard?: ShardChoice;
}

/** What a plan comes to: by claim and reading, and in all. */
export interface PlanReport {
  readonly profile: Profile;
  readonly suite: Suite;
  readonly jobs: number;
  /** Which part of the cells it is, and how long all parts take on the device that splits them. */
  readonly shard?: ShardChoice & { readonly seconds: readonly number[] };
  readonly claims: readonly (Estimate & {
    readonly id: string;
    readonly alias: string;
    readonly readings: readonly (Estimate & { readonly id: string })[];
  })[];
  readonly total: Estimate;
  /** By device, at best: with nothing in the store, and no job waiting for another. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Bytes of all jobs together. */
  readonly memory: number;
}

/** Adds up what the cells of a plan cost; nothing is run, and no device opened. */
export function planReport(request: PlanRequest): PlanReport {
  const { claims, profile, suite, jobs, device, shard } = request;
  const all = cellsOf(request);
  const parts = shard && splitCells(all, { ...request, ...shard });
  const cells = parts ? parts[shard!.index - 1]!.cells.map((place) => all[place]!) : all;
  const estimator = new Estimator((cell) => costIn(cell, request));
  const estimated = claims.map(({ spec }) => {
    const readings = spec.readings.map(({ id }) => ({
      id,
      ...estimator.add(cells.filter((cell) => cell.claim === spec.id && cell.reading === id)),
    }));
    return { id: spec.id, alias: spec.alias, ...sumOf(readings), readings };
  });
  const total = sumOf(estimated);
  const workers = Math.max(1, Math.min(jobs, total.cells));
  const rates = Object.entries(RATES).filter(([name]) => isPossible(name, device));
  return {
    profile,
    suite,
    jobs,
    ...shard && { shard: { ...shard, seconds: parts!.map(({ seconds }) => seconds) } },
    claims: estimated,
    total,
    seconds: Object.fromEntries(
      rates.map(([name, rate]) => [name, secondsOf(total, rate) / workers]),
    ),
    memory: workers * memoryOf(total),
  };
}

/** Names of the runs that a cell asks for, as far as its claim says. */
export function runNames(cell: Cell, request: Pick<PlanRequest, "claims" | "inputs">): string[] {
  return costIn(cell, request)?.runs.map(({ name }) => name) ?? [];
}

function costIn(
  cell: Cell,
  { claims, inputs }: Pick<PlanRequest, "claims" | "inputs">,
): Cost | undefined {
  const claim = claims.find(({ spec }) => spec.id === cell.claim)!;
  return costOf(cell, { claim, ...inputs });
}

function cellsOf({ claims, inputs, profile, seeds, firstSeed }: PlanRequest): Cell[] {
  const { sources, taskSuite } = inputs;
  return plan(claims.map(({ spec }) => spec), {
    profile,
    sources,
    ...taskSuite && { taskSuite: plannedSuite(taskSuite) },
    ...seeds !== undefined && { seeds },
    ...firstSeed !== undefined && { firstSeed },
  });
}

/** Nothing is opened, so nobody knows yet whether OpenBLAS is there; WebGPU is nowhere measured. */
function isPossible(name: string, device: DeviceChoice): boolean {
  return device === "cpu" ? name === "cpu" : device !== "webgpu" && name !== "cpu";
}

/** A plan as one line of JSON. */
export function renderPlanJson(report: PlanReport): string {
  return recordJson(report) + "\n";
}

const COLUMNS = ["claim", "reading", "cells", "runs", "steps", "device", "float64"] as const;

/** A plan as a table, a row per reading, and what it comes to, in lines of at most `width`. */
export function renderPlan(report: PlanReport, width: number): string {
  const rows: (readonly string[])[] = [COLUMNS];
  for (const { alias, readings } of report.claims) {
    for (const reading of readings) {
      // Of most readings a shard has nothing.
      if (reading.cells > 0 || !report.shard) rows.push([alias, reading.id, ...amounts(reading)]);
    }
  }
  rows.push(["all", "", ...amounts(report.total)]);
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const table = rows.map((row) =>
    row.map((text, i) => i < 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)).join("  ")
  );
  const lines = remarks(report).flatMap((line) => wrap(line.split(" "), { width, indent: "" }));
  return [...table, "", ...lines, ""].join("\n");
}

/** What is not known of some cells is not known of their sum. */
function amounts({ cells, unknown, runs, steps, flops, float64 }: Estimate): string[] {
  if (cells > 0 && unknown === cells) return [`${cells}`, ...Array<string>(4).fill("unknown")];
  const least = unknown > 0 ? "≥ " : "";
  return [
    `${cells}`,
    `${least}${runs}`,
    `${least}${Math.round(steps)}`,
    `${least}${operations(flops)}`,
    `${least}${operations(float64)}`,
  ];
}

function remarks({ total, seconds, jobs, memory, profile, suite, shard }: PlanReport): string[] {
  const workers = jobs === 1 ? "one thread" : `${jobs} workers`;
  const least = total.unknown > 0 ? "at least " : "about ";
  const times = Object.entries(seconds).map(([device, time]) =>
    `${formatSeconds(time)} on ${device}`
  );
  return [
    ...shard ? [shardRemark(shard)] : [],
    `profile ${profile}, suite ${suite}: ${total.cells} cells, ${total.runs} runs to train, each ` +
    "counted where it is asked for first; device, float64: floating-point operations",
    ...total.unknown > 0
      ? [`of ${total.unknown} cells nothing is known: their claims do not say what they cost`]
      : [],
    `time with ${workers} and nothing stored: ` +
    (times.length > 0 ? least + times.join(", ") : "unknown on this device"),
    `memory: ${least}${mebibytes(memory)} with ${workers}; store: ${mebibytes(total.stored)}`,
  ];
}

/** How even the split is; times are of wasm + OpenBLAS, whatever is here. */
function shardRemark({ index, count, seconds }: NonNullable<PlanReport["shard"]>): string {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map(formatSeconds);
  const all = formatSeconds(seconds.reduce((sum, part) => sum + part, 0));
  return `${shardName({ index, count })}, ${
    formatSeconds(seconds[index - 1]!)
  } of work; the shards ` +
    `have between ${least} and ${most}, ${all} together`;
}

function operations(count: number): string {
  const [scale, unit] = count >= 1e12 ? [1e12, "T"] : count >= 1e9 ? [1e9, "G"] : [1e6, "M"];
  return count === 0 ? "0" : `${(count / scale).toFixed(1)} ${unit}`;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
