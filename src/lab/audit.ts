import { armName } from "../drift/mod.ts";
import { differenceOfRuns } from "./agree.ts";
import { canonicalJson } from "./json.ts";
import type { Event, PlanEvent } from "./events.ts";
import { comparisonOf } from "./drift.ts";
import { factRoots } from "./fact_tree.ts";
import { judgeRecord, statusOf } from "./judge_record.ts";
import type { JournalContent } from "./journal.ts";
import { countCells, plan as planCells } from "./plan.ts";
import { planHash, specHash } from "./plan_event.ts";
import { foldEvents, type RunRecord } from "./record.ts";
import { dueCells, shardName } from "./shard.ts";

/**
 * Checks what a journal whose digests hold says: order, completeness, hashes, the roots over all
 * facts, and every verdict, recomputed from the facts with the criterion in the file. A shard has
 * cells of its own and no verdicts.
 *
 * @returns A sentence for each fault; none when everything agrees.
 */
export function auditJournal({ events, torn, schema }: JournalContent): string[] {
  const record = foldEvents(events);
  const { plan } = record;
  return [
    ...(torn > 0 ? [`the last line is torn: ${torn} bytes without an end`] : []),
    ...contradictionsIn(events, record),
    ...(plan ? planFaults(plan) : []),
    ...(plan ? [] : [unplanned(events)]),
    ...(plan ? completenessFaults(record, plan) : []),
    ...(plan ? mergedFaults(record, plan) : []),
    ...(plan ? rootFaults(record, { plan, schema }) : []),
    ...(plan ? guarded("the facts cannot be judged", () => verdictFaults(record, plan)) : []),
  ];
}

/**
 * What no run leaves behind, however little of it was done: a sentence for each fault of the order of
 * events, of the starts, of what facts were measured on, and of a shard's place in the plan.
 */
export function contradictionsIn(events: readonly Event[], record: RunRecord): string[] {
  const { plan } = record;
  return [
    ...orderFaults(events),
    ...runFaults(record),
    ...(plan ? deviceFaults(record, plan) : []),
    ...(plan ? shardFaults(plan) : []),
  ];
}

/** What no plan of ours says: a sentence for each fault of its cells, hash and specs. */
export function planFaults(plan: PlanEvent): string[] {
  return guarded("the plan cannot be followed", () => [
    ...(planHash(plan) === plan.hash ? [] : ["the plan does not match its hash"]),
    ...cellFaults(plan),
    ...plan.claims
      .filter(({ spec, hash }) => specHash(spec) !== hash)
      .map(({ spec }) => `the spec of ${spec.id} does not match its hash`),
  ]);
}

/** A plan or specs that no program of ours wrote may be beyond what ours can follow. */
function guarded(sentence: string, check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [`${sentence}: ${(error as Error).message}`];
  }
}

/** What no run writes, however it was interrupted. */
function orderFaults(events: readonly Event[]): string[] {
  const faults: string[] = [];
  const finished = new Set<string>();
  /** Facts of this run, by cell; of each its cell and name. */
  const facts = new Map<string, number>();
  const named = new Set<string>();
  let plans = 0;
  events.forEach((event, index) => {
    const line = `line ${index + 1}`;
    if (events[index - 1]?.type === "end" && event.type !== "run") {
      faults.push(`${line} comes after the end`);
    }
    if (event.type === "run") [facts, named].forEach((kept) => kept.clear());
    if (event.type === "plan" && ++plans > 1) faults.push(`${line} is a second plan`);
    if (event.type === "fact") {
      facts.set(event.cell, (facts.get(event.cell) ?? 0) + 1);
      const key = JSON.stringify([event.cell, event.name]);
      // Of two, one reader takes the first and another the last.
      if (named.has(key)) {
        faults.push(`${line}: fact '${event.name}' of '${event.cell}' is there twice`);
      }
      named.add(key);
      if (finished.has(event.cell)) {
        faults.push(`${line}: a fact of '${event.cell}', finished before`);
      }
    }
    if (event.type === "cell") {
      if (finished.has(event.cell)) faults.push(`${line}: cell '${event.cell}' is finished twice`);
      finished.add(event.cell);
      const found = facts.get(event.cell) ?? 0;
      const { outcome } = event;
      if (outcome.status === "measured" && outcome.facts !== found) {
        faults.push(`${line}: cell '${event.cell}' has ${found} facts and says ${outcome.facts}`);
      }
    }
  });
  return faults;
}

/** Only the last start is reported, so what the others measured must be its program's and device's. */
function runFaults({ runs }: RunRecord): string[] {
  const [first, ...others] = runs;
  return others.flatMap((run, i) => {
    const difference = differenceOfRuns(first!, run);
    return difference ? [`start ${i + 2} is of another run: ${difference}`] : [];
  });
}

/** A fact is of its reading's arithmetic: float64, or that of a device that the run names. */
function deviceFaults({ runs, cells }: RunRecord, plan: PlanEvent): string[] {
  const { device, merged = [] } = runs.at(-1)!;
  const kinds = new Set([device, ...merged.map(({ device }) => device)].map(({ kind }) => kind));
  const onDevice = new Set(
    plan.claims.flatMap(({ spec }) =>
      spec.readings.filter(({ arithmetic }) => arithmetic === "device")
        .map(({ id }) => JSON.stringify([spec.id, id]))
    ),
  );
  const wrong = plan.cells.flatMap(({ key, claim, reading }) => {
    const isOnDevice = onDevice.has(JSON.stringify([claim, reading]));
    return (cells.get(key)?.facts ?? []).filter(({ device }) =>
      isOnDevice ? !kinds.has(device) : device !== "float64"
    );
  });
  if (wrong.length === 0) return [];
  const { cell, name, device: said } = wrong[0]!;
  return [
    `${wrong.length} facts are of no device of their reading and run, first '${name}' of ` +
    `'${cell}': ${said}`,
  ];
}

function unplanned(events: readonly Event[]): string {
  return events.length === 0 ? "the journal is empty: no run was begun" : "there is no plan";
}

/** The specs in the file say which cells there must be; none may be left out, added or changed. */
function cellFaults({ claims, cells, ...planned }: PlanEvent): string[] {
  const specs = claims.map(({ spec }) => spec);
  const due = countCells(specs, planned);
  const agree = due === cells.length &&
    canonicalJson(planCells(specs, planned)) === canonicalJson(cells);
  if (agree) return [];
  return [`the plan's ${cells.length} cells are not the ${due} that its specs call for`];
}

/** Journals of schema 1 have no roots; a later one that lost them was edited. */
export function rootFaults(
  { cells, end }: RunRecord,
  { plan, schema }: { plan: PlanEvent; schema: number },
): string[] {
  if (!end || schema === 1) return [];
  const due = factRoots(plan, cells);
  return (["root", "fingerprint"] as const).filter((name) => end[name] !== due[name]).map((name) =>
    `the ${name} is ${end[name] ?? "absent"} in the file and ${due[name]} by the facts`
  );
}

/** Nobody but those who split the plan know which cells are a shard's; there must be such cells. */
function shardFaults({ cells, shard }: PlanEvent): string[] {
  if (!shard) return [];
  const name = shardName(shard);
  const isSound = shard.cells.every((place, i) =>
    place < cells.length && (i === 0 || place > shard.cells[i - 1]!)
  );
  return [
    ...(shard.index > shard.count ? [`there is no ${name}`] : []),
    ...(isSound ? [] : [`the cells of ${name} are not places in the plan, in its order`]),
  ];
}

function completenessFaults({ cells, end }: RunRecord, plan: PlanEvent): string[] {
  if (shardFaults(plan).length > 0) return [];
  const due = dueCells(plan);
  const planned = new Set(due.map(({ key }) => key));
  const missing = due.filter(({ key }) => !cells.has(key));
  const foreign = [...cells.keys()].filter((key) => !planned.has(key));
  return [
    ...(missing.length > 0
      ? [`${missing.length} of ${due.length} cells are missing, first '${missing[0]!.key}'`]
      : []),
    ...foreign.map((key) =>
      `cell '${key}' was never planned${plan.shard ? " for this shard" : ""}`
    ),
    ...(end === undefined ? ["the run did not end"] : []),
    ...(end?.interrupted ? [`the run was interrupted by ${end.interrupted}`] : []),
  ];
}

/** The shards of a merged run are all there are, and have its cells between them. */
function mergedFaults({ runs }: RunRecord, plan: PlanEvent): string[] {
  const merged = runs.at(-1)?.merged;
  if (!merged) return [];
  const cells = merged.reduce((sum, shard) => sum + shard.cells, 0);
  const isWhole = cells === plan.cells.length &&
    merged.every(({ index, count }, place) => index === place + 1 && count === merged.length);
  return isWhole ? [] : ["the shards that were merged are not all of the plan's"];
}

function verdictFaults(record: RunRecord, plan: PlanEvent): string[] {
  if (record.end === undefined || record.end.interrupted) return [];
  const recomputed = plan.shard ? [] : judgeRecord(plan, record.cells);
  const recorded = new Map(record.verdicts.map((event) => [armName(event), event]));
  const faults = recomputed.flatMap((event) => {
    const arm = armName(event);
    const other = recorded.get(arm);
    if (!other) return [`there is no verdict on ${arm}`];
    if (canonicalJson(other) === canonicalJson(event)) return [];
    return [
      `the verdict on ${arm} is ${other.verdict.status} in the file and ` +
      `${event.verdict.status} from its facts`,
    ];
  });
  if (record.verdicts.length !== recomputed.length) {
    faults.push(`${record.verdicts.length} verdicts are there, and ${recomputed.length} are due`);
  }
  const comparison = comparisonOf(record, recomputed);
  if (comparison && canonicalJson(comparison) !== canonicalJson(record.drift!.comparison)) {
    faults.push("the drift from the baseline is not what the facts and the baseline give");
  }
  const conclusion = { verdicts: recomputed, ...(comparison && { drift: { comparison } }) };
  const status = plan.shard ? 0 : statusOf(plan, conclusion);
  if (status !== record.end.status) {
    faults.push(
      `the exit status is ${record.end.status} in the file and ${status} by the verdicts`,
    );
  }
  return faults;
}
