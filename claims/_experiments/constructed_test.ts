import { assertAlmostEquals, assertNotEquals } from "@std/assert";
import { firstLead, firstShare } from "../../src/measure/mod.ts";
import { KNOWN_SHARE, knownTrajectory } from "./constructed.ts";

Deno.test("the constructed trajectory has the share that is claimed of it, and varies by seed", () => {
  for (const epochs of [2, 5, 10]) {
    const values = knownTrajectory(epochs, 1);
    assertAlmostEquals(firstShare(values), KNOWN_SHARE, 0.006);
    assertNotEquals(firstShare(values), firstShare(knownTrajectory(epochs, 2)));
    if (epochs > 2) assertAlmostEquals(firstLead(values), 0.5 - 0.5 / (epochs - 1), 0.05);
  }
});
