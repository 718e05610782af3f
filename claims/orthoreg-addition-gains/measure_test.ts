import { assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import { proceduralSuite } from "../../src/data/mod.ts";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Cell, Lab, Run } from "../../src/lab/mod.ts";
import { measure } from "./measure.ts";
import { spec } from "./spec.ts";

const suite = proceduralSuite({ profile: "smoke" });
const reading = spec.readings.find(({ id }) => id === "non-lin")!;
/** The smoke profile's, on the encoder that trains in less than a second. */
const settings = { ...reading.protocols.smoke[0]!.settings, model: "mlp" };
const runs = new Map<string, Run>();

/** The facts of a control's cell of fine-tuning all weights, on trainings that all of them share. */
async function factsOf(control: string) {
  const facts: Record<string, number> = {};
  await withEngine(openReplaced, async (engine) => {
    const lab: Lab = {
      engine,
      async remember<R extends Run>(recipe: object, train: () => Promise<R> | R) {
        const key = JSON.stringify(recipe);
        if (!runs.has(key)) runs.set(key, await train());
        return runs.get(key) as R;
      },
    };
    const names = { claim: spec.id, reading: reading.id, input: "procedural", part: "non-lin" };
    const protocol = { id: "non-lin", settings };
    const cell: Cell = { ...names, arm: `control:${control}`, key: control, protocol, seed: 0 };
    await measure({
      ...{ cell, reading, lab, suite },
      get source(): never {
        throw new TypeError("an experiment is measured on the suite");
      },
      record: ({ name, value }) => facts[name] = value as number,
    });
  });
  return facts;
}

Deno.test("worse experts raise Norm over their own, and nothing over common ones", async () => {
  const facts = await factsOf("weaker-experts");
  assertEquals(facts["abs-orthoreg"], facts["abs-baseline"]);
  assertEquals(facts["norm-common"], facts["norm-baseline"]);
  assertLess(facts["expert-orthoreg"]!, facts["expert-baseline"]! - 2);
  assertGreater(facts["norm-orthoreg"]!, facts["norm-baseline"]! + 2);
});

Deno.test("copies of an expert have the accuracy that its training recorded", async () => {
  const { difference, recorded } = await factsOf("copies-of-one-expert");
  assertGreater(recorded!, 40);
  assertAlmostEquals(difference!, 0, 0.5);
});

Deno.test("a known α is found", async () => {
  assertEquals((await factsOf("known-scaling"))["scaling-difference"], 0);
});

Deno.test("the joint solution is its own expert on every task, and is what its copies add up to", async () => {
  const facts = await factsOf("joint");
  // α = 1/2 is on the grid, and validation may prefer another: no more than that is lost.
  assertAlmostEquals(facts["norm-orthoreg"]!, 100, 3);
  assertGreater(facts["abs-orthoreg"]!, facts["abs-baseline"]!);
});

Deno.test("published rows are read by the names that measurements have", async () => {
  const published = spec.readings.find(({ id }) => id === "published")!;
  const protocol = published.protocols.smoke.find(({ id }) => id === "B-32-non-lin")!;
  const facts: Record<string, unknown> = {};
  await measure(
    {
      cell: { reading: "published", arm: "main", protocol, seed: 0 },
      record: ({ name, value }: { name: string; value: unknown }) => facts[name] = value,
    } as unknown as Parameters<typeof measure>[0],
  );
  // P2, Table 1: 70.32 without and 73.41 with OrthoReg.
  assertEquals([facts["abs-baseline"], facts["abs-orthoreg"]], [70.32, 73.41]);
});
