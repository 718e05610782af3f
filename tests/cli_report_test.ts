import { assertEquals, assertStringIncludes } from "@std/assert";
import { runProgram, temporaryFolder } from "./fixture/program.ts";

const VERIFY = ["verify", "bad-differing", "good-*", "--profile", "smoke", "--out", "out"];

Deno.test("report puts a run out again: the same files and table", async () => {
  using folder = temporaryFolder();
  const first = await runProgram(VERIFY, { cwd: folder.path });
  const out = contents(`${folder.path}/out`);
  const again = await runProgram(["report", "out", "--out", "again"], { cwd: folder.path });
  assertEquals([again.code, again.stdout], [0, first.stdout]);
  // The crate there describes one file less.
  const { "events.jsonl": _, "ro-crate-metadata.json": crate, ...files } = out;
  const { "ro-crate-metadata.json": other, ...written } = contents(`${folder.path}/again`);
  assertEquals(written, files);
  assertEquals([crate, other].map((text) => text!.includes('"events.jsonl"')), [true, false]);
});

Deno.test("--reporter writes those it names and no other", async () => {
  using folder = temporaryFolder();
  await runProgram([...VERIFY, "--reporter", "csv"], { cwd: folder.path });
  assertEquals(Object.keys(contents(`${folder.path}/out`)), ["events.jsonl", "measurements.csv"]);
  const args = ["report", "out", "--reporter", "junit,csv", "--quiet"];
  assertEquals((await runProgram(args, { cwd: folder.path })).stdout, "");
  const names = ["events.jsonl", "junit.xml", "measurements.csv"];
  assertEquals(Object.keys(contents(`${folder.path}/out`)), names);
  const wrong = await runProgram(["report", "out", "--reporter", "htlm"], { cwd: folder.path });
  assertStringIncludes(wrong.stderr, "Unknown reporter 'htlm': ");
  assertEquals(wrong.code, 2);
});

Deno.test("a reporter that cannot write costs its own file only", async () => {
  using folder = temporaryFolder();
  await runProgram([...VERIFY, "--reporter", "csv"], { cwd: folder.path });
  // A folder in the file's place: no right to write would stop the superuser.
  Deno.mkdirSync(`${folder.path}/out/junit.xml`);
  const { code, stderr } = await runProgram(["report", "out"], { cwd: folder.path });
  assertStringIncludes(stderr, "Reporter junit failed: Cannot write out/junit.xml: ");
  assertEquals(code, 4);
  assertEquals(Deno.statSync(`${folder.path}/out/report.json`).isFile, true);
});

Deno.test("report refuses what is no run", async () => {
  using folder = temporaryFolder();
  const refused = async (sentence: string) => {
    const { code, stderr } = await runProgram(["report", "out"], { cwd: folder.path });
    assertStringIncludes(stderr, sentence);
    assertEquals(code, 2);
  };
  await refused("Cannot report out: there is no events.jsonl.");
  await runProgram(VERIFY, { cwd: folder.path });
  const path = `${folder.path}/out/events.jsonl`;
  const journal = Deno.readTextFileSync(path);
  Deno.writeTextFileSync(path, journal.replace('"schema":2', '"schema":3'));
  await refused("it has schema 3, and this program reads schema 2: use a newer Taskproof");
  Deno.writeTextFileSync(path, journal.replace('"seed":1', '"seed":2'));
  await refused("its journal cannot be trusted: line 2 of ");
  Deno.writeTextFileSync(path, journal.slice(0, journal.indexOf("\n") + 1));
  await refused("Cannot report out: its run had not begun.");
});

function contents(dir: string): Record<string, string> {
  const names = [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
  return Object.fromEntries(
    names.map((name) => [name, Deno.readTextFileSync(`${dir}/${name}`)]),
  );
}
