import { assertEquals } from "@std/assert";
import { commonGain, lostGain } from "../_published/addition.ts";
import { found, judged } from "../_judged_testing.ts";
import * as claim from "./mod.ts";
import { ROUNDING } from "./settings.ts";

Deno.test("three methods of four lose most of their gain, LoRA-ATT none", async () => {
  const { arms } = await judged(claim);
  for (const model of ["b-32", "l-14"]) {
    assertEquals(found(arms[model]!).refuted, ["non-lin", "tta", "att-ft"], model);
  }
  assertEquals(found(arms["b-16"]!).refuted, ["non-lin", "att-ft"]);
  assertEquals(found(arms["lora-modules"]!).refuted, ["qkvofp", "qkvo", "fp"]);
  assertEquals(found(arms["b-32"]!).measured?.toFixed(2), "12.96");
});

Deno.test("on the baseline's denominators B-32 gains 3.4, 1.9, 3.1 and 2.5", () => {
  const pairs = [[7032, 7756, 7341], [7468, 8527, 7635], [7807, 8699, 8087], [7384, 8429, 7600]];
  const gains = pairs.map(([abs, norm, after]) =>
    commonGain({ abs: abs!, norm: norm! }, { abs: after!, norm: 0 }).toFixed(1)
  );
  assertEquals(gains, ["3.4", "1.9", "3.1", "2.5"]);
});

Deno.test("the allowance is more than four roundings can make of any printed row", () => {
  const half = 0.5;
  for (const baseline of [{ abs: 6919, norm: 8098 }, { abs: 8781, norm: 9359 }]) {
    for (const factor of [0.99, 1.06]) {
      const abs = baseline.abs * factor, norm = baseline.norm * factor;
      const worst = lostGain(
        { abs: baseline.abs + half, norm: baseline.norm - half },
        { abs: abs - half, norm: norm + half },
      );
      assertEquals(worst < ROUNDING && worst > ROUNDING / 2, true, `${worst}`);
    }
  }
});
