import {
  type Claim,
  codeHash,
  type FactComparison,
  isDatalessInput,
  JOURNAL_NAME,
  type PlanEvent,
  plannedSuite,
  type Rerun,
  rerunCell,
  type RunRecord,
  Runs,
  trustedOf,
} from "../lab/mod.ts";
import { formatNumber } from "../report/mod.ts";
import { type Inputs, openInputs } from "./inputs.ts";
import { oneOf, type Options } from "./options.ts";
import { print } from "./output.ts";
import { DEVICES, type Program } from "./program.ts";
import { unknown, UsageError } from "./usage.ts";

/** Largest relative difference of a fact in two devices' float32 that is put down to rounding. */
const ACROSS_DEVICES = 1e-3;

/** Measures one cell again with today's code, and prints each repeatable fact beside the recorded. */
export async function rerunFaults(
  key: string,
  { record, options, program }: { record: RunRecord; options: Options; program: Program },
): Promise<string[]> {
  const { plan } = record;
  const cell = plan?.cells.find((cell) => cell.key === key);
  if (!plan || !cell) {
    const valid = plan?.cells.map(({ key }) => key) ?? [];
    throw unknown("cell", { word: key, valid, see: `the plan in ${JOURNAL_NAME}` });
  }
  const recorded = record.cells.get(key);
  if (!recorded) throw new UsageError(`Cell '${key}' is not finished in this report.`);
  const claim = program.claims.find(({ spec }) => spec.id === cell.claim);
  if (!claim) throw new UsageError(`Claim '${cell.claim}' of this cell is not there any more.`);
  const known = DEVICES.find((device) => device === record.runs.at(-1)?.device.kind) ?? "auto";
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
    const rerun = await rerunCell(claim, cell, { bench, recorded });
    const onDevice = recorded.facts.some(({ device }) => device !== "float64");
    const devices = { was: labelOf(record.runs.at(-1)!.device), is: labelOf(engine.device) };
    return compare(rerun, onDevice ? devices : undefined);
  } finally {
    engine.close();
  }
}

/** Prints each fact's comparison, and gives a sentence for each that is not reproduced. */
function compare(
  { facts, outcome, sameOutcome }: Rerun,
  devices?: { readonly was: string; readonly is: string },
): string[] {
  const elsewhere = devices !== undefined && devices.was !== devices.is;
  if (elsewhere) {
    print(
      `the report's device was ${devices.was}, this one is ${devices.is}: bits differ between ` +
        `devices, and relative differences up to ${ACROSS_DEVICES} agree\n`,
    );
  }
  for (const { name, same, relativeDifference } of facts) {
    print(`${same ? "same" : "differs"}  ${name}${differenceText(same, relativeDifference)}\n`);
  }
  const agrees = ({ same, relativeDifference = Infinity }: FactComparison) =>
    same || (elsewhere && relativeDifference <= ACROSS_DEVICES);
  return [
    ...facts.filter((fact) => !agrees(fact)).map(({ name }) => `${name} is not reproduced`),
    ...(sameOutcome ? [] : [`the cell ends as ${outcome.status} today`]),
  ];
}

function labelOf({ kind, label }: { kind: string; label: string }): string {
  return `${kind} (${label})`;
}

function differenceText(same: boolean, relativeDifference: number | undefined): string {
  if (same) return "";
  if (relativeDifference === undefined) return ", of another shape, or in one measurement only";
  return `, relative difference ${formatNumber(relativeDifference)}`;
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
