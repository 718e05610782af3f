import { assertEquals } from "@std/assert";
import { judged } from "../_judged_testing.ts";
import * as claim from "./mod.ts";

Deno.test("specialised and linearised nothing leaks; each premise left out, something does", async () => {
  const { arms, settled } = await judged(claim);
  assertEquals(settled, {
    "linearised": "supported",
    "weight-decay": "refuted",
    "not-linearised": "refuted",
    "downstream-trained": "refuted",
  });
  // One network that leaks refutes a reading; here every one does.
  for (const reading of ["weight-decay", "not-linearised", "downstream-trained"]) {
    assertEquals(arms[reading]!.parts.map(({ verdict }) => verdict.status), ["refuted", "refuted"]);
  }
  assertEquals(
    arms["linearised overlapping-columns"]!.parts.map(({ verdict }) => verdict.status),
    ["refuted", "refuted"],
  );
});
