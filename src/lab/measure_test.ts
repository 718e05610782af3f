import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DataError, syntheticSource } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import type { ClaimSpec } from "../claim/mod.ts";
import type { Cell } from "./cell.ts";
import type { FactEvent } from "./events.ts";
import type { Measure, Measurement } from "./lab.ts";
import { type Bench, measureCell } from "./measure.ts";
import { Runs } from "./runs.ts";
import { Interruption } from "./signals.ts";

const CELL: Cell = {
  key: "claim/reading/main/synthetic:p/0",
  claim: "claim",
  reading: "reading",
  arm: "main",
  input: "synthetic",
  protocol: { id: "p", settings: {} },
  part: "synthetic:p",
  seed: 0,
};

const ENGINE = {
  device: { kind: "wasm", label: "test" },
  check() {},
} as unknown as Engine;

const one = { name: "q", unit: "1", value: 1 };

async function measured(
  measure: (measurement: Measurement) => void | Promise<void>,
  options: { bench?: Partial<Bench>; cell?: Partial<Cell>; reading?: Record<string, unknown> } = {},
) {
  const reading = { id: "reading", arithmetic: "device", ...options.reading };
  const spec = { id: "claim", readings: [reading] } as unknown as ClaimSpec;
  const bench: Bench = {
    engine: ENGINE,
    curvature: true,
    sources: [syntheticSource()],
    runs: new Runs(),
    code: "c",
    stop: { signal: undefined },
    ...options.bench,
  };
  const facts: FactEvent[] = [];
  const asynchronous: Measure = async (measurement) => await measure(measurement);
  const outcome = await measureCell({ spec, measure: asynchronous }, { ...CELL, ...options.cell }, {
    bench,
    listener: { onFact: (fact) => void facts.push(fact) },
  });
  return { outcome, facts, detail: "detail" in outcome ? outcome.detail : "" };
}

Deno.test("facts carry their cell, device and source; times can be not repeatable", async () => {
  const { outcome, facts } = await measured(({ record }) => {
    record(one);
    record({ name: "t", unit: "s", value: [1, 2], repeatable: false });
  });
  assertEquals(outcome, { status: "measured", facts: 2 });
  const common = { type: "fact", cell: CELL.key, source: "fresh", device: "wasm" } as const;
  assertEquals(facts, [
    { ...common, ...one, repeatable: true },
    { ...common, name: "t", unit: "s", value: [1, 2], repeatable: false },
  ]);
});

Deno.test("a float64 reading names no device, and needs none", async () => {
  const options = { reading: { arithmetic: "float64" }, bench: { engine: new Error("no GPU") } };
  const { facts } = await measured(({ record }) => record(one), options);
  assertEquals(facts[0]!.device, "float64");
  const { detail } = await measured(({ lab }) => void lab.engine, options);
  assertEquals(detail, "Error: no GPU");
});

Deno.test("without a device a cell is not-run, without curvature it is void", async () => {
  const absent = await measured(() => {}, { bench: { engine: new Error("no GPU") } });
  assertEquals(absent.outcome, { status: "not-run", reason: "no-device", detail: "no GPU" });
  const options = { bench: { curvature: false }, reading: { needsCurvature: true } };
  assertEquals((await measured(() => {}, options)).outcome.status, "error");
});

Deno.test("an exception, also of the device afterwards, is the cell's outcome", async () => {
  const thrown = await measured(() => Promise.reject(new RangeError("too large")));
  assertEquals(thrown.detail, "RangeError: too large");
  const check = () => {
    throw new Error("out of memory");
  };
  const engine = { ...ENGINE, check } as unknown as Engine;
  assertEquals((await measured(() => {}, { bench: { engine } })).detail, "Error: out of memory");
});

Deno.test("a fact is recorded once, and never after its cell", async () => {
  const twice = await measured(({ record }) => {
    record(one);
    record(one);
  });
  assertStringIncludes(twice.detail, "Cannot record 'q' twice");
  let late = () => {};
  const { facts } = await measured(({ record }) => void (late = () => record(one)));
  await assertRejects(async () => await late(), RangeError, "its cell is finished");
  assertEquals(facts, []);
});

Deno.test("a constructed reading cannot ask for the suite's inputs", async () => {
  const { detail } = await measured(
    ({ source }) => void source.tasks({ tasks: 1, samples: 1, seed: 0 }),
    { cell: { input: "constructed" } },
  );
  assertStringIncludes(detail, "its reading is constructed");
});

Deno.test("a signal and bad inputs leave the cell unfinished", async () => {
  const stop = { signal: "SIGINT" } as const;
  await assertRejects(
    () => measured(({ record }) => record(one), { bench: { stop } }),
    Interruption,
  );
  const fault = new DataError("train", { expected: "more", found: "less" });
  await assertRejects(() => measured(() => Promise.reject(fault)), DataError);
});
