import type {
  CellEvent,
  DriftEvent,
  EndEvent,
  Event,
  FactEvent,
  PlanEvent,
  RunEvent,
  VerdictEvent,
} from "./events.ts";

/** A finished cell with the facts that its event seals. */
export interface FinishedCell {
  readonly event: CellEvent;
  readonly facts: readonly FactEvent[];
}

/** What a journal says once all its events are taken together. */
export interface RunRecord {
  /** Every start of the program on this folder, the first one first. */
  readonly runs: readonly RunEvent[];
  readonly plan: PlanEvent | undefined;
  /** By cell key, in the order of finishing. */
  readonly cells: ReadonlyMap<string, FinishedCell>;
  /** Of the last run only: an earlier one's were said of fewer facts. */
  readonly verdicts: readonly VerdictEvent[];
  /** Of the last run, where it was compared with a baseline. */
  readonly drift?: DriftEvent;
  /** Of the last run; absent while it goes on, and for ever when it was killed. */
  readonly end: EndEvent | undefined;
}

/**
 * Folds events into a record.
 *
 * Facts belong to the `cell` event that follows them within one run; without one they do not count.
 */
export function foldEvents(events: readonly Event[]): RunRecord {
  const runs: RunEvent[] = [];
  const cells = new Map<string, FinishedCell>();
  let plan: PlanEvent | undefined;
  let pending = new Map<string, FactEvent[]>();
  let verdicts: VerdictEvent[] = [];
  let drift: DriftEvent | undefined;
  let end: EndEvent | undefined;
  for (const event of events) {
    switch (event.type) {
      case "run":
        runs.push(event);
        pending = new Map();
        verdicts = [];
        drift = undefined;
        end = undefined;
        break;
      case "plan":
        plan ??= event;
        break;
      case "fact": {
        const facts = pending.get(event.cell);
        if (facts) facts.push(event);
        else pending.set(event.cell, [event]);
        break;
      }
      case "cell": {
        const facts = pending.get(event.cell) ?? [];
        cells.set(event.cell, {
          event,
          facts: event.outcome.status === "measured" ? facts : [],
        });
        pending.delete(event.cell);
        break;
      }
      case "verdict":
        verdicts.push(event);
        break;
      case "drift":
        drift = event;
        break;
      case "end":
        end = event;
    }
  }
  return { runs, plan, cells, verdicts, ...(drift && { drift }), end };
}

/** Whether every planned cell is finished, judged, and the run ended of its own accord. */
export function isFinished(record: RunRecord): boolean {
  return record.end !== undefined && record.end.interrupted === undefined;
}
