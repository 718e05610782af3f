import { assertEquals } from "@std/assert";
import { soundSpec } from "../claim/_sound_spec_testing.ts";
import type { Claim, RunCost } from "../lab/mod.ts";
import { planEvent } from "../lab/mod.ts";
import { secondsEach } from "./loads.ts";

const WORK = { steps: 0, flops: 60e9, float64: 0, bytes: 0 };

Deno.test("a run that several cells ask for is expected to take time once", () => {
  const spec = soundSpec();
  const shared: RunCost = { name: "shared", ...WORK };
  const claim: Claim = {
    spec,
    measure: () => Promise.resolve(),
    cost: () => ({ ...WORK, flops: 0, runs: [shared] }),
  };
  const sources = [{ name: "synthetic", digest: "1" }];
  const question = { profile: "smoke", suite: "procedural" } as const;
  const { cells } = planEvent([spec], { ...question, sources });
  const each = secondsEach(cells, { ...question, claims: [claim], inputs: { sources: [] } });
  assertEquals([...each.keys()], cells.map(({ key }) => key));
  const [first, second, ...others] = [...each.values()].map((seconds) => Math.round(seconds));
  assertEquals([first, second, Math.max(...others as number[])], [1, 0, 0]);
});
