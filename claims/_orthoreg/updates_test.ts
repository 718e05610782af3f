import { assertEquals } from "@std/assert";
import { SETTINGS, untrained } from "./_testing.ts";
import { LEARNING_RATES, type UpdateSettings } from "./settings.ts";
import { updatesAt } from "./updates.ts";

const context = untrained(0, () => {
  throw new TypeError("nothing is measured here");
});

/** What updates are called that differ in their settings, or in what a caller puts in their place. */
async function nameOf(change: Partial<UpdateSettings>, how: object = {}): Promise<string> {
  const settings = { ...SETTINGS, ...change };
  return (await updatesAt(context, { settings, strength: 1, ...how })).name;
}

Deno.test("trainings that differ in anything have updates of another name", async () => {
  const names = [
    await nameOf({}),
    await nameOf({ model: "vit" }),
    await nameOf({ base: "varied" }),
    // Both at the same rate.
    await nameOf({ model: "vit", method: "tta" }),
    await nameOf({ model: "vit", method: "att-ft" }),
    await nameOf({ model: "vit", method: "lora-att" }),
    await nameOf({ model: "vit", method: "lora-att", loraAlpha: 16 }),
    await nameOf({ penalty: "printed" }),
    await nameOf({}, { strength: 10 }),
    await nameOf({ tasks: 1 }),
    await nameOf({ samples: 128 }),
    await nameOf({ epochs: 1 }),
    await nameOf({ batchSize: 64 }),
    await nameOf({}, { learningRate: 0.001 }),
  ];
  assertEquals(new Set(names).size, names.length);
});

Deno.test("the same updates have one name: other strengths that were tried are no part of it", async () => {
  assertEquals(await nameOf({ strengths: [1] }), await nameOf({}));
  const learningRate = LEARNING_RATES[SETTINGS.method];
  assertEquals(await nameOf({}, { learningRate }), await nameOf({}));
});
