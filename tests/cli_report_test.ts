import { assertEquals, assertStringIncludes } from "@std/assert";
import { sha256 } from "../src/lab/mod.ts";
import { CRATE_NAME } from "../src/report/mod.ts";
import { runProgram, temporaryFolder } from "./fixture/program.ts";

const VERIFY = ["verify", "bad-differing", "good-*", "--profile", "smoke", "--out", "out"];

Deno.test("report puts a run out again: the same files and table", async () => {
  using folder = temporaryFolder();
  const first = await runProgram(VERIFY, { cwd: folder.path });
  const out = contents(`${folder.path}/out`);
  const again = await runProgram(["report", "out", "--out", "again"], { cwd: folder.path });
  assertEquals([again.code, again.stdout], [0, first.stdout]);
  // Each folder's crate describes its own files, and the journal is in one of them.
  const { "events.jsonl": journal, [CRATE_NAME]: crate, ...files } = out;
  const { [CRATE_NAME]: other, ...same } = contents(`${folder.path}/again`);
  assertEquals(same, files);
  const digest = sha256(journal!);
  assertEquals([crate!.includes(digest), other!.includes(digest)], [true, false]);
});

Deno.test("in GitHub Actions the job's page is told as well", async () => {
  using folder = temporaryFolder();
  await runProgram([...VERIFY, "--reporter", "csv"], { cwd: folder.path });
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: `${folder.path}/job.md` };
  const told = await runProgram(["report", "out", "--out", "again"], { cwd: folder.path, env });
  const file = "file=claims/bad-differing/spec.ts,line=1,title=";
  assertStringIncludes(told.stdout, `::error ${file}`);
  assertStringIncludes(Deno.readTextFileSync(`${folder.path}/job.md`), "# Taskproof: ");
  const json = await runProgram(["report", "out", "--json"], { cwd: folder.path, env });
  assertStringIncludes(json.stderr, `::error ${file}`);
  json.stdout.trimEnd().split("\n").forEach((line) => JSON.parse(line));
  const permissions = ["--allow-all", "--deny-env=GITHUB_ACTIONS,GITHUB_STEP_SUMMARY"];
  const unaware = await runProgram(["report", "out"], { cwd: folder.path, env, permissions });
  assertEquals([unaware.code, unaware.stdout.includes("::error")], [0, false], unaware.stderr);
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
