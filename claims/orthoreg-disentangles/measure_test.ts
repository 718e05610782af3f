import { assertEquals, assertGreater } from "@std/assert";
import { openReplaced, withEngine } from "../../src/engine/_testing.ts";
import type { Lab, Run } from "../../src/lab/mod.ts";
import { factsOfCell } from "../_cell_testing.ts";
import { frozenBase } from "../_experiments/base.ts";
import { MODELS } from "../_experiments/model.ts";
import { measure } from "./measure.ts";
import type { Comparison, DisentanglementSettings } from "./settings.ts";
import { spec } from "./spec.ts";

const reading = spec.readings.find(({ id }) => id === "non-lin")!;
const base = frozenBase(MODELS.mlp);

/**
 * The facts of a cell whose trainings, in the place of training, subtract so much of the base's weights:
 * without a penalty and with it.
 */
async function factsOf(
  subtracted: { plain: number; regularised: number },
  { arm = "main", comparison = "as-trained" }: { arm?: string; comparison?: Comparison } = {},
) {
  const settings: DisentanglementSettings = {
    ...reading.protocols.smoke[0]!.settings as unknown as DisentanglementSettings,
    ...{ model: "mlp", epochs: 1, points: 5, comparison },
  };
  return await withEngine(openReplaced, async (engine) => {
    const lab: Lab = {
      engine,
      async remember<R extends Run>(recipe: Record<string, unknown>, make: () => Promise<R> | R) {
        if (recipe["kind"] !== "fine-tuning") return await make();
        const share = subtracted[recipe["regulariser"] === "none" ? "plain" : "regularised"];
        return { "delta-1": base.map((weight) => -share * weight) } as Run as R;
      },
    };
    const protocol = { id: "non-lin", settings };
    return await factsOfCell({ spec, measure }, { lab, reading: "non-lin", arm, protocol });
  });
}

Deno.test("errors are named after the vectors that make them", async () => {
  const facts = await factsOf({ plain: 0, regularised: 0.5 });
  assertEquals([facts["plain-error"], facts["plain-error-at-one"]], [0, 0]);
  assertEquals(facts["plain-error-by-pair"], [0]);
  assertGreater(facts["regularised-error"] as number, 0.1);
  assertGreater(facts["regularised-error-at-one"] as number, 0.1);
  assertEquals(facts["surface-axis"], [-2, -1, 0, 1, 2]);
});

Deno.test("at equal length, vectors that differ in nothing else have equal errors", async () => {
  const subtracted = { plain: 1 / 8, regularised: 1 / 4 };
  const trained = await factsOf(subtracted);
  assertGreater(trained["regularised-error"] as number, trained["plain-error"] as number);
  const matched = await factsOf(subtracted, { comparison: "norm-matched" });
  assertEquals(matched["plain-surface"], trained["plain-surface"]);
  assertEquals(matched["regularised-surface"], trained["plain-surface"]);
});
