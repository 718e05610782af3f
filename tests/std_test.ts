import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { parse, stringify } from "@std/csv";

Deno.test("the std re-exports behave as their types say", () => {
  assertThrows(() => assertEquals(1, 2), AssertionError);
  assertEquals(parseArgs(["a", "--n", "3"], { string: ["n"] }).n, "3");
  const text = stringify([{ a: 1, b: "x,y" }], { columns: ["a", "b"] });
  assertEquals(parse(text, { skipFirstRow: true }), [{ a: "1", b: "x,y" }]);
});
