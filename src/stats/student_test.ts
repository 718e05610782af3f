import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { reference } from "./_scipy_testing.ts";
import { studentQuantile, studentTail } from "./student.ts";

Deno.test("studentTail is SciPy's to 2e-7, far out too", () => {
  for (const { t, dof, p } of reference.tail) {
    assertAlmostEquals(studentTail(t, dof), p, 2e-7 * p);
  }
});

Deno.test("studentQuantile is SciPy's to 5e-8", () => {
  for (const { p, dof, t } of reference.quantile) {
    assertAlmostEquals(studentQuantile(p, dof), t, 5e-8 * Math.abs(t) + 1e-12);
  }
});

Deno.test("studentTail knows its limits", () => {
  assertEquals(studentTail(Infinity, 3), 0);
  assertEquals(studentTail(-Infinity, 3), 1);
  assertThrows(() => studentTail(NaN, 3), RangeError, "NaN");
  assertThrows(() => studentQuantile(1, 3), RangeError, "between 0 and 1");
});
