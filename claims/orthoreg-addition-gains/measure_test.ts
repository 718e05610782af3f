import { assert, assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Run } from "../../src/lab/mod.ts";
import { factsOfCell, remembering } from "../_cell_testing.ts";
import { mean, scalingGrid } from "../_experiments/merging.ts";
import { measure } from "./measure.ts";
import { COMPOSED } from "./settings.ts";
import { spec } from "./spec.ts";

const { settings } = spec.readings.find(({ id }) => id === "non-lin")!.protocols.smoke[0]!;
const runs = new Map<string, Run>();

/**
 * The facts of a cell of fine-tuning all weights of the encoder that trains in less than a second, unless
 * changed; on trainings that all cells share.
 */
function factsOf(
  arm: string,
  change: object = { model: "mlp" },
): Promise<Record<string, number>> {
  return withEngine(openReplaced, async (engine) => {
    const protocol = { id: "non-lin", settings: { ...settings, ...change } };
    const lab = remembering(engine, runs);
    return await factsOfCell({ spec, measure }, {
      lab,
      reading: "non-lin",
      arm,
      protocol,
    }) as Record<
      string,
      number
    >;
  });
}

Deno.test("worse experts raise Norm over their own, and nothing over common ones", async () => {
  const facts = await factsOf("control:weaker-experts");
  assertEquals(facts["abs-orthoreg"], facts["abs-baseline"]);
  assertEquals([facts["norm-baseline"], facts["norm-common"], facts["norm-orthoreg"]], [
    100,
    100,
    200,
  ]);
});

Deno.test("copies of an expert have the accuracy that its training recorded", async () => {
  const { difference, recorded } = await factsOf("control:copies-of-one-expert");
  assertGreater(recorded!, 40);
  assertAlmostEquals(difference!, 0, 0.5);
});

Deno.test("copies of a linearised expert are evaluated by the linearised network", async () => {
  const change = { method: "tta", epochs: 2 };
  const { difference, recorded } = await factsOf("control:copies-of-one-expert", change);
  assertGreater(recorded!, 40);
  assertEquals(difference, 0);
});

Deno.test("a known α is found", async () => {
  assertEquals((await factsOf("control:known-scaling"))["scaling-difference"], 0);
});

Deno.test("the joint solution is its own expert on every task, and is what its copies add up to", async () => {
  const facts = await factsOf("control:joint");
  // α = 1/2 is on the grid, and validation may prefer another: no more than that is lost.
  assertAlmostEquals(facts["norm-orthoreg"]!, 100, 3);
  assertGreater(facts["abs-orthoreg"]!, facts["abs-baseline"]!);
});

Deno.test("gains, and what they may come from, are those of the accuracies beside them", async () => {
  const facts = await factsOf("main");
  const less = (treated: string, baseline: string) => facts[treated]! - facts[baseline]!;
  const gains = {
    gain: less("abs-orthoreg", "abs-baseline"),
    "gain-common": less("norm-common", "norm-baseline"),
    "gain-norm-matched": less("abs-norm-matched", "abs-baseline"),
    "gain-norm-only": less("abs-norm-only", "abs-baseline"),
  };
  for (const [name, value] of Object.entries(gains)) assertAlmostEquals(facts[name]!, value, 1e-9);
  // None stands for another.
  assertEquals(new Set(Object.values(gains)).size, 4);
  const mergedOf = (updates: RegExp) => {
    const found = [...runs].filter(([key]) =>
      key.includes("addition of updates") && updates.test(key)
    );
    assertEquals(found.length, 1, String(updates));
    return 100 * mean([...found[0]![1]["merged"]!]);
  };
  assertAlmostEquals(facts["abs-norm-only"]!, mergedOf(/ norm 0\.01 /), 1e-9);
  assertAlmostEquals(
    facts["abs-norm-matched"]!,
    mergedOf(/ none 0 .*, as long as .* coded 1 /),
    1e-9,
  );
  assertEquals(facts["strength-norm-only"], 0.01);
});

Deno.test("other merges than sums are compared at their own α, by the name of the sum's facts", async () => {
  const reached = new Set<string>();
  for (const merging of COMPOSED) {
    const facts = await factsOf("main", { merging, epochs: 1 });
    const [plain, regularised] = facts["scaling"] as unknown as [number, number];
    for (const alpha of [plain, regularised]) {
      assert(scalingGrid({ kind: merging }).includes(alpha), merging);
    }
    // The base, which is what a merge at α = 0 would be, names half of the images.
    assertGreater(facts["abs-baseline"]!, 50, merging);
    assertEquals(facts["gain-norm-only"], undefined);
    reached.add(`${facts["abs-baseline"]} ${facts["abs-orthoreg"]}`);
  }
  assertEquals(reached.size, COMPOSED.length);
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
