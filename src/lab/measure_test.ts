import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DataError, syntheticSource } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import type { ClaimSpec } from "../claim/mod.ts";
import type { Cell } from "./cell.ts";
import type { FactEvent } from "./events.ts";
import { JournalWriteError } from "./journal.ts";
import type { Measure, Measurement, Recipe } from "./lab.ts";
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
  options: {
    bench?: Partial<Bench>;
    cell?: Partial<Cell>;
    reading?: Record<string, unknown>;
    /** The measurement leaves the device alone, though its reading is the device's. */
    idle?: boolean;
  } = {},
) {
  const reading = { id: "reading", arithmetic: "device", ...options.reading };
  const spec = { id: "claim", readings: [reading] } as unknown as ClaimSpec;
  const bench: Bench = {
    engine: ENGINE,
    trusted: { gradients: true, curvature: true },
    sources: [syntheticSource()],
    runs: new Runs(),
    code: "c",
    stop: { signal: undefined },
    ...options.bench,
  };
  const facts: FactEvent[] = [];
  const asynchronous: Measure = async (measurement) => {
    if (reading.arithmetic === "device" && !options.idle) void measurement.lab.engine;
    await measure(measurement);
  };
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
  const options = {
    bench: { trusted: { gradients: true, curvature: false } },
    reading: { needsCurvature: true },
  };
  assertEquals((await measured(() => {}, options)).outcome.status, "error");
});

Deno.test("gradients that failed the self-test void every reading of the device", async () => {
  const bench = { trusted: { gradients: false, curvature: false } };
  const { outcome, detail } = await measured(({ record }) => record(one), { bench });
  assertEquals([outcome.status, detail], ["error", "the device's gradients failed the self-test"]);
  const float64 = await measured(({ record }) => record(one), {
    bench,
    reading: { arithmetic: "float64" },
  });
  assertEquals(float64.outcome.status, "measured");
});

Deno.test("a device reading that leaves the device alone is void, unless constructed", async () => {
  const idle = await measured(({ record }) => record(one), { idle: true });
  assertStringIncludes(idle.detail, "its reading is the device's, which had no part in it");
  const constructed = { idle: true, reading: { constructed: true } };
  assertEquals(
    (await measured(({ record }) => record(one), constructed)).outcome.status,
    "measured",
  );
});

Deno.test("a run that names the device must have used it", async () => {
  const recipe = { kind: "gap", arithmetic: "device" };
  const { detail } = await measured(
    async ({ lab }) => void await lab.remember(recipe, () => ({ x: Float64Array.of(1) })),
    { idle: true },
  );
  assertStringIncludes(detail, "its recipe names the device, which had no part in it");
});

Deno.test("a float64 reading cannot reach the device", async () => {
  const { detail } = await measured(({ lab }) => void lab.engine, {
    reading: { arithmetic: "float64" },
  });
  assertStringIncludes(detail, "its reading is measured in float64");
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
  assertStringIncludes(detail, "it is on 'constructed'");
});

Deno.test("a signal, bad inputs and a full disk leave the cell unfinished", async () => {
  const stop = { signal: "SIGINT" } as const;
  await assertRejects(
    () => measured(({ record }) => record(one), { bench: { stop } }),
    Interruption,
  );
  const fault = new DataError("train", { expected: "more", found: "less" });
  await assertRejects(() => measured(() => Promise.reject(fault)), DataError);
  const full = new JournalWriteError("No space left on device");
  await assertRejects(() => measured(() => Promise.reject(full)), JournalWriteError);
});

Deno.test("a run is the device's only where its recipe, or else its reading, says so", async () => {
  const keys: string[] = [];
  class Listening extends Runs {
    override get(...[key, train]: Parameters<Runs["get"]>) {
      keys.push(key.arithmetic);
      return super.get(key, train);
    }
  }
  const recipes: readonly Recipe[] = [
    { arithmetic: "device" },
    { arithmetic: "float64" },
    { kind: "no word of it" },
  ];
  const ask = async ({ lab }: Measurement) => {
    for (const recipe of recipes) {
      await lab.remember(recipe, () => {
        if (recipe.arithmetic !== "float64") void lab.engine;
        return {};
      });
    }
  };
  const bench = { runs: new Listening() };
  const v8 = `V8 ${Deno.version.v8}`;
  assertEquals((await measured(ask, { bench })).outcome.status, "measured");
  assertEquals(keys.splice(0), [`wasm test, ${v8}`, `float64, ${v8}`, `wasm test, ${v8}`]);
  const reading = { arithmetic: "float64" };
  const { detail } = await measured(ask, { bench, reading });
  assertStringIncludes(detail, "its reading is measured in float64");
  const rest = async ({ lab }: Measurement) => {
    for (const recipe of recipes.slice(1)) await lab.remember(recipe, () => ({}));
  };
  const alone = { ...bench, engine: new Error("no GPU") };
  assertEquals((await measured(rest, { bench: alone, reading })).outcome.status, "measured");
  assertEquals(keys, [`float64, ${v8}`, `float64, ${v8}`]);
});
