import { assertEquals, assertThrows } from "@std/assert";
import { everyArchitecture } from "./_testing.ts";
import { layout, parameterCount } from "./mod.ts";

Deno.test("the layers fill the parameter vector without gap or overlap", () => {
  for (const architecture of everyArchitecture) {
    let end = 0;
    for (const { weight, bias } of layout(architecture)) {
      assertEquals(weight.offset, end);
      end += weight.rows * weight.columns;
      assertEquals(bias, architecture.bias ? { offset: end, length: weight.columns } : undefined);
      end += bias?.length ?? 0;
    }
    assertEquals(parameterCount(architecture), end);
  }
});

Deno.test("widths that make no network are refused and named", () => {
  const count = (...widths: number[]) => () =>
    parameterCount({ widths, activation: "relu", loss: "squared", bias: true });
  assertThrows(count(), RangeError, "widths []");
  assertThrows(count(3), RangeError, "widths [3]");
  assertThrows(count(3, 0, 1), RangeError, "widths [3, 0, 1]");
  assertThrows(count(3, 1.5), RangeError, "widths [3, 1.5]");
});
