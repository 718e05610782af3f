import { assertEquals } from "@std/assert";
import tests from "./deno.json" with { type: "json" };
import program from "../deno.json" with { type: "json" };

Deno.test("tests run on the program's imports, and on fast-check besides", () => {
  const here = Object.fromEntries(
    Object.entries(program.imports).map(([name, target]) => [name, target.replace(/^\.\//, "../")]),
  );
  const { "fast-check": tool, ...imports } = tests.imports;
  assertEquals(imports, here);
  assertEquals(/^npm:fast-check@[\d.]+$/.test(tool), true);
});

Deno.test("tests are compiled as the program is", () => {
  // A documentation example imports every export of its file, used or not.
  const { noUnusedLocals, noUnusedParameters, ...options } = program.compilerOptions;
  assertEquals([noUnusedLocals, noUnusedParameters], [true, true]);
  assertEquals(tests.compilerOptions, options);
});
