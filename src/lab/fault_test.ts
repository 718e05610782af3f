import { assertEquals, assertInstanceOf, assertStringIncludes } from "@std/assert";
import { DataError } from "../data/mod.ts";
import { packFault, unpackFault } from "./fault.ts";

const passed = (thrown: unknown) => unpackFault(structuredClone(packFault(thrown)), "worker 2");

Deno.test("inputs that cannot be used stay the user's to mend", () => {
  const error = new DataError("a.bin", { offset: 3, row: 5, expected: "images", found: "text" });
  const back = passed(error);
  assertInstanceOf(back, DataError);
  assertEquals([back.message, back.offset, back.row], [error.message, 3, 5]);
});

Deno.test("any other error says in which worker it was, and keeps its stack", () => {
  const back = passed(new RangeError("too large"));
  assertEquals(back.message, "worker 2: RangeError: too large");
  assertStringIncludes(back.stack!, "fault_test.ts");
  assertEquals(passed("thrown text").message, "worker 2: Error: thrown text");
});
