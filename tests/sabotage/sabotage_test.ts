import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { SABOTAGES } from "./_sabotages.ts";
import { type Outcome, Tree } from "./_tree.ts";

/** Unbroken runs, one a claim, shared by the sabotages of that claim. */
const unbroken = new Map<string, Promise<Outcome>>();

function runUnbroken(claim: string): Promise<Outcome> {
  const running = unbroken.get(claim) ?? (async () => {
    await using tree = await Tree.copy();
    return await tree.verify(claim);
  })();
  unbroken.set(claim, running);
  return running;
}

let caught = 0;
let slowest = 0;

for (const { name, claim, patches, readings, controls = {}, status } of SABOTAGES) {
  Deno.test(`sabotage of ${claim}: ${name}`, async () => {
    const sound = await runUnbroken(claim);
    assertEquals(sound.status, 0, `the unbroken run fails: ${sound.stderr}`);
    await using tree = await Tree.copy(patches);
    const broken = await tree.verify(claim);
    for (const [reading, verdict] of Object.entries(readings)) {
      assertEquals(broken.readings[reading], verdict, `${reading}: ${JSON.stringify(broken)}`);
    }
    for (const [control, verdict] of Object.entries(controls)) {
      assertEquals(broken.controls[control], verdict, `${control}: ${JSON.stringify(broken)}`);
    }
    assertEquals(broken.status, status, broken.stderr);
    slowest = Math.max(slowest, broken.milliseconds);
    caught++;
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
