import { assertEquals } from "@std/assert";
import { variantsOf } from "./arms.ts";

Deno.test("OrthoReg is timed with its penalty, against plain steps and TTA's without one", () => {
  const plain = { method: "non-lin", penalty: "none" } as const;
  const tta = { method: "tta", penalty: "none" } as const;
  for (const penalty of ["coded", "printed"] as const) {
    const regularised = { method: "non-lin", penalty } as const;
    const inItsPlace = {
      "main": regularised,
      "penalty-twenty-times": { ...regularised, evaluations: 20 },
      "plain-against-plain": plain,
      "plain-memory": plain,
      "tta-against-tta": tta,
    };
    for (const [arm, orthoreg] of Object.entries(inItsPlace)) {
      assertEquals(variantsOf(arm, { penalty }), { plain, orthoreg, tta }, arm);
    }
  }
});
