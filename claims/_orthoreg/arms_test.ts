import { assertEquals } from "@std/assert";
import { withPenalty } from "./arms.ts";
import { updateProtocols } from "./settings.ts";

Deno.test("the norm-only penalty is tried at a hundredth of the strengths, in a claim's own protocols and beside them", () => {
  const [norm] = updateProtocols("norm", { only: ["non-lin"] }).default;
  const [coded] = updateProtocols("coded", { only: ["non-lin"] }).default;
  assertEquals(norm!.settings.strengths, [0.001, 0.01, 0.1, 1]);
  assertEquals(withPenalty(coded!.settings, "norm"), norm!.settings);
  assertEquals(updateProtocols("norm").smoke[0]!.settings.strengths, [0.01]);
});
