import { assertEquals, assertMatch, assertNotEquals, assertThrows } from "@std/assert";
import { temporaryFolder } from "../../tests/temporary_folder.ts";
import { codeHash, readCode } from "./code.ts";

Deno.test("the hash covers the program's files, and neither tests nor prose", async () => {
  using folder = temporaryFolder();
  const root = folder.path;
  const write = (name: string, text: string) => Deno.writeTextFileSync(`${root}/${name}`, text);
  assertThrows(() => codeHash(root), Deno.errors.NotFound);
  Deno.mkdirSync(`${root}/src/lab`, { recursive: true });
  write("src/lab/a.ts", "1");
  const first = codeHash(root);
  for (const name of ["a_test.ts", "_a_testing.ts", "_testing.ts", "README.md", "made.py"]) {
    write(`src/lab/${name}`, "2");
  }
  write("other.ts", "4");
  // Of the fixtures, what the program reads: weights, recipes and tables.
  Deno.mkdirSync(`${root}/fixtures/base`, { recursive: true });
  Deno.mkdirSync(`${root}/fixtures/reference`);
  write("fixtures/base/make.py", "6");
  write("fixtures/reference/numbers.json", "7");
  assertEquals(codeHash(root), first);
  const hashes = [
    "mod.ts",
    "deno.lock",
    "src/lab/jstat.d.ts",
    "fixtures/base/weights.safetensors",
    "fixtures/base/table.csv",
    "src/lab/latest.ts",
  ].map((name) => {
    write(name, "5");
    return codeHash(root);
  });
  assertEquals(new Set([first, ...hashes]).size, 7);
  const second = hashes.at(-1)!;
  Deno.renameSync(`${root}/src/lab/a.ts`, `${root}/src/lab/b.ts`);
  assertNotEquals(codeHash(root), second);
  assertMatch((await readCode(root)).hash, /^[0-9a-f]{64}$/);
});

Deno.test("outside of a repository the commit is unknown", async () => {
  using folder = temporaryFolder();
  const root = folder.path;
  Deno.writeTextFileSync(`${root}/mod.ts`, "");
  const { commit, dirty } = await readCode(root);
  assertEquals([commit, dirty], ["unknown", "unknown"]);
});
