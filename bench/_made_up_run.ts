import { fileURLToPath } from "node:url";
import { claims } from "../claims/mod.ts";
import { needsOf } from "../src/claim/_needs.ts";
import { proceduralSuite, syntheticSource } from "../src/data/mod.ts";
import {
  armsOf,
  type Cell,
  type Crew,
  type FactEvent,
  OutputFolder,
  readCode,
  SharedStop,
  verify,
} from "../src/lab/mod.ts";
import { collect, crateReporter, fileReporter, FORMATS } from "../src/report/mod.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const DEVICE = { kind: "none", label: "nothing was measured: made-up numbers" };
/** Elements of an array fact. */
const ELEMENTS = 8;

/**
 * Writes a report folder with about as many facts as asked for: all claims and cells of profile
 * `default`, with keyed numbers in place of measured ones, and every file that is written by default.
 */
export async function makeUpRun(dir: string, facts: number): Promise<void> {
  using folder = OutputFolder.open(dir);
  const { record, head } = await verify(claims, {
    folder,
    profile: "default",
    suite: "procedural",
    sources: [syntheticSource()],
    taskSuite: proceduralSuite({ profile: "default" }),
    openCrew: (cells) => Promise.resolve(crewOf(facts / cells)),
    code: await readCode(ROOT),
    versions: { taskproof: "0.0.0" },
    command: ["verify"],
    stop: new SharedStop(),
    listener: { onBegin() {}, onCell() {}, onEvent() {} },
  });
  const report = collect(record, head);
  const reporters = [...FORMATS.map((format) => fileReporter(format, dir)), crateReporter(dir)];
  for (const reporter of reporters) await reporter.onEnd?.({ report, record });
}

/** Measures nothing: each cell has the facts that its criterion reads, and others up to a share. */
function crewOf(factsPerCell: number): Crew {
  return {
    device: DEVICE,
    selfTest: () => Promise.resolve({ passed: true, gradientsPassed: true }),
    measure(cells, { listener }) {
      let recorded = 0;
      cells.forEach((cell, index) => {
        const facts = factsOf(cell, {
          first: recorded,
          least: Math.round(factsPerCell * (index + 1)) - recorded,
        });
        facts.forEach((fact) => listener.onFact(fact));
        recorded += facts.length;
        const outcome = { status: "measured" as const, facts: facts.length };
        listener.onFinished({ type: "cell", cell: cell.key, outcome, seconds: 0 });
      });
      return Promise.resolve();
    },
    counts: () => ({ asked: 0, distinct: 0, trained: 0, cached: 0 }),
    [Symbol.dispose]() {},
  };
}

function factsOf(cell: Cell, { first, least }: { first: number; least: number }): FactEvent[] {
  const { spec } = claims.find(({ spec }) => spec.id === cell.claim)!;
  const arm = armsOf(spec).find(({ name, reading }) =>
    name === cell.arm && reading.id === cell.reading
  )!;
  const { scalars, arrays } = needsOf(
    arm.control?.criterion ?? arm.reading.criterion,
    arm.control?.power,
  );
  const fact = (name: string, value: number | number[]): FactEvent => ({
    type: "fact",
    cell: cell.key,
    name,
    unit: "1",
    value,
    source: "fresh",
    device: arm.reading.arithmetic === "float64" ? "float64" : DEVICE.kind,
    repeatable: true,
  });
  const number = (index: number) => 1 + Math.sin(first + index) / 2;
  const needed = [
    ...[...new Set(scalars)].map((name, index) => fact(name, number(index))),
    ...[...new Set(arrays)].map((name, index) =>
      fact(name, Array.from({ length: ELEMENTS }, (_, i) => number(index + i)))
    ),
  ];
  const more = Math.max(0, least - needed.length);
  return [
    ...needed,
    ...Array.from({ length: more }, (_, index) => fact(`more-${index}`, number(index))),
  ];
}
