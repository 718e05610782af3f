import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { type Formula, FORMULAS, multipleOfDelta } from "./formulas.ts";

/** factor · r_t relative to −α δ_t, the derived term: 1 where a formula is right. */
const share = (formula: Formula, alpha: number) =>
  formula.factor(alpha) * multipleOfDelta(formula, alpha) / -alpha;

Deno.test("the table's plateaus follow from its factors", () => {
  for (const formula of FORMULAS) {
    for (const alpha of [0.3, 0.125, 1, -1, 2]) {
      assertAlmostEquals(Math.abs(1 - share(formula, alpha)), formula.plateau(alpha), 1e-12);
    }
  }
});

Deno.test("at α = .3 the printed forms leave 4.33, 2.33 and 12.1 of the gap", () => {
  const plateau = (id: string) => FORMULAS.find((formula) => formula.id === id)!.plateau(0.3);
  assertAlmostEquals(plateau("r1-printed"), 13 / 3, 1e-12);
  assertAlmostEquals(plateau("r2-printed"), 7 / 3, 1e-12);
  assertAlmostEquals(plateau("r4-printed"), 1 + 1 / 0.09, 1e-12);
});

Deno.test("each r_t is what its statement says, for two gradients", () => {
  const alpha = 0.3, own = 2, other = 5, total = own + other;
  const residual = (id: string) => {
    const { sum, own: coefficient } = FORMULAS.find((formula) => formula.id === id)!;
    return sum(alpha) * total + coefficient(alpha) * own;
  };
  assertAlmostEquals(residual("r1-printed"), alpha * total - own, 1e-12);
  assertAlmostEquals(residual("r2-printed"), own - alpha * total, 1e-12);
  assertAlmostEquals(residual("r3-printed"), alpha * own - alpha ** 2 * total, 1e-12);
  assertAlmostEquals(residual("r4-printed"), other + (alpha - 1) / alpha * own, 1e-12);
});

Deno.test("an r_t that is no multiple of δ_t is refused", () => {
  const odd: Formula = { ...FORMULAS[0]!, id: "odd", own: () => 3 };
  assertThrows(() => multipleOfDelta(odd, 0.3), RangeError, "'odd'");
  assert(FORMULAS.every((formula) => Number.isFinite(multipleOfDelta(formula, 0.3))));
});
