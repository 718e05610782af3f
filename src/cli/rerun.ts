import type { FactValue } from "../claim/mod.ts";
import {
  type Cell,
  type Claim,
  codeHash,
  type FactComparison,
  type FinishedCell,
  identityOf,
  isDatalessInput,
  type PlanEvent,
  plannedSuite,
  type Rerun,
  rerunCell,
  type RerunOptions,
  type RunRecord,
  Runs,
  trustedOf,
} from "../lab/mod.ts";
import { formatMeasured, formatNumber } from "../report/mod.ts";
import { type Inputs, openInputs } from "./inputs.ts";
import { oneOf, type Options } from "./options.ts";
import { say } from "./output.ts";
import { DEVICES, type Program } from "./program.ts";
import { unknown, UsageError } from "./usage.ts";

/** A cell of a report with what was found of it. */
export interface ReportCell {
  readonly plan: PlanEvent;
  readonly cell: Cell;
  readonly recorded: FinishedCell;
}

/**
 * Finds a finished cell by its key.
 *
 * @throws {UsageError} when the plan has none of that key, or it is not finished.
 */
export function finishedCell(key: string, { plan, cells }: RunRecord): ReportCell {
  const cell = plan?.cells.find((cell) => cell.key === key);
  if (!plan || !cell) {
    const valid = plan?.cells.map(({ key }) => key) ?? [];
    throw unknown("cell", { word: key, valid, see: "the cells in index.html" });
  }
  const recorded = cells.get(key);
  if (!recorded) throw new UsageError(`Cell '${key}' is not finished in this report.`);
  return { plan, cell, recorded };
}

/** Measures one cell again with today's code, and prints each fact beside the recorded one. */
export async function rerunFaults(
  key: string,
  { record, options, program }: { record: RunRecord; options: Options; program: Program },
): Promise<string[]> {
  const { plan, cell, recorded } = finishedCell(key, record);
  const claim = program.claims.find(({ spec }) => spec.id === cell.claim);
  if (!claim) throw new UsageError(`Claim '${cell.claim}' of this cell is not there any more.`);
  const run = record.runs.at(-1)!;
  const known = DEVICES.find((device) => device === run.device.kind) ?? "auto";
  const device = oneOf(options, { name: "device", valid: DEVICES, otherwise: known });
  const data = options.value("data");
  const inputs = await openPlanned(plan, { claim, input: cell.input, data, program });
  const engine = await program.openEngine(device);
  try {
    const bench = {
      engine,
      trusted: trustedOf(await program.selfTest(engine)),
      ...inputs,
      runs: new Runs(),
      code: codeHash(program.root),
      stop: { signal: undefined },
    };
    const versions = { ...Deno.version };
    const devices = {
      recorded: identityOf(run),
      again: identityOf({ device: engine.device, versions }),
    };
    say(deviceLine(devices));
    return told(await rerunCell(claim, cell, { bench, recorded, devices }));
  } finally {
    engine.close();
  }
}

/** Prints each fact's comparison, and gives a sentence for each that is not reproduced. */
function told({ facts, outcome, sameOutcome }: Rerun): string[] {
  facts.forEach((fact) => say(factLine(fact)));
  return [
    ...facts.filter(({ verdict }) => verdict === "differs")
      .map(({ name }) => `${name} is not reproduced`),
    ...(sameOutcome ? [] : [`the cell ends as ${outcome.status} today`]),
  ];
}

function deviceLine({ recorded, again }: RerunOptions["devices"]): string {
  const [was, is] = [recorded, again].map(({ kind, label, v8 }) => `${kind} (${label}), V8 ${v8}`);
  return was === is
    ? `device ${is}, as in the report: facts must agree to the bit`
    : `device ${is}; in the report ${was}: bits may differ, and facts must agree within their noise`;
}

function factLine(
  { name, recorded, again, difference, allowed, verdict }: FactComparison,
): string {
  const values = `recorded ${valueText(recorded)}, again ${valueText(again)}`;
  const line = `${verdict.padEnd(12)}  ${name}: ${values}`;
  if (verdict === "same" || verdict === "not compared") return line;
  return `${line}, difference ${formatNumber(difference)}, allowed ${formatNumber(allowed)}`;
}

function valueText(value: FactValue | undefined): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return formatMeasured(value);
  return `${value.length} numbers, first ${value.length > 0 ? formatMeasured(value[0]!) : "none"}`;
}

/** Opens what the claim is measured on, and sees that the cell's input is that of the report. */
async function openPlanned(
  plan: PlanEvent,
  { claim, input, data, program }: {
    claim: Claim;
    input: string;
    data: string | undefined;
    program: Program;
  },
): Promise<Inputs> {
  const onSuite = (claim.spec.inputs ?? "sources") !== "sources";
  const digestIn = ({ sources, taskSuite }: Pick<PlanEvent, "sources" | "taskSuite">) =>
    onSuite ? taskSuite?.digest : sources.find(({ name }) => name === input)?.digest;
  const recorded = isDatalessInput(input) ? undefined : digestIn(plan);
  if (recorded === undefined) return { sources: [] };
  if (plan.suite === "real" && data === undefined) {
    throw new UsageError("A cell of the real suite needs --data DIR, the folder of the report.");
  }
  const { suite, profile } = plan;
  const inputs = await openInputs([claim.spec], {
    suite,
    profile,
    program,
    ...data !== undefined && { data },
  });
  const { sources, taskSuite } = inputs;
  const today = digestIn({
    sources: [...sources],
    ...taskSuite && { taskSuite: plannedSuite(taskSuite) },
  });
  if (recorded !== today) {
    throw new UsageError(
      `Input '${input}' has digest ${today ?? "none"} here and ${recorded} in the report.`,
    );
  }
  return inputs;
}
