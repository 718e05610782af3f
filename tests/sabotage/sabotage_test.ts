import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { SABOTAGES } from "./_sabotages.ts";
import { inParallel } from "./_parallel.ts";
import { type Outcome, type Patch, Tree } from "./_tree.ts";

async function run(claim: string, patches: readonly Patch[] = []): Promise<Outcome> {
  await using tree = await Tree.copy(patches);
  return await tree.verify(claim);
}

let caught = 0;
let slowest = 0;

for (const [claim, sabotages] of Map.groupBy(SABOTAGES, ({ claim }) => claim)) {
  Deno.test(`sabotages of ${claim}`, async (t) => {
    const [sound, ...broken] = await inParallel([
      () => run(claim),
      ...sabotages.map(({ patches }) => () => run(claim, patches)),
    ]) as [Outcome, ...Outcome[]];
    assertEquals(sound.status, 0, `the unbroken run fails: ${sound.stderr}`);
    for (const [i, { name, readings, controls = {}, status }] of sabotages.entries()) {
      await t.step(name, () => {
        const outcome = broken[i]!;
        for (const [reading, verdict] of Object.entries(readings)) {
          assertEquals(
            outcome.readings[reading],
            verdict,
            `${reading}: ${JSON.stringify(outcome)}`,
          );
        }
        for (const [control, verdict] of Object.entries(controls)) {
          assertEquals(
            outcome.controls[control],
            verdict,
            `${control}: ${JSON.stringify(outcome)}`,
          );
        }
        assertEquals(outcome.status, status, outcome.stderr);
        slowest = Math.max(slowest, outcome.milliseconds);
        caught++;
      });
    }
  });
}

Deno.test("a NaN stays an error when a broken-off run is resumed, and in its audit", async () => {
  const nan = SABOTAGES.find(({ name }) => name.includes("NaN"))!;
  await using tree = await Tree.copy(nan.patches);
  const first = await tree.verify(nan.claim);
  await tree.breakOff();
  const resumed = await tree.verify(nan.claim);
  assertEquals(first.status, 4);
  assertEquals([resumed.status, resumed.readings], [first.status, first.readings]);
  const audited = await tree.audit();
  assertEquals([audited.status, audited.readings], [0, first.readings], audited.stderr);
});

Deno.test("a patch that no longer applies fails by name", async () => {
  let message = "";
  try {
    await using _tree = await Tree.copy([{ file: "deno.json", find: "no such text", replace: "" }]);
  } catch (error) {
    message = (error as Error).message;
  }
  assert(message.startsWith("Cannot sabotage deno.json: the patched text occurs 0 times"), message);
});

Deno.test("every sabotage was caught", () => {
  const seconds = (slowest / 1000).toFixed(1);
  console.log(`${caught} of ${SABOTAGES.length} sabotages caught, the slowest in ${seconds} s`);
  assertGreaterOrEqual(caught, 12);
  assertEquals(caught, SABOTAGES.length);
});
