import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { RunLock } from "../src/lab/mod.ts";
import { RUN_FILES, runProgram, temporaryFolder } from "./fixture/program.ts";

const SMOKE = ["--profile", "smoke", "--out", "out"];

/** Claims whose verdicts call for a status. */
const STATUSES: readonly (readonly [claims: string, status: number])[] = [
  ["good-*", 0],
  ["bad-differing", 1],
  ["bad-undecided", 3],
  ["bad-exception", 4],
  ["bad-control", 4],
  ["bad-undecided,bad-differing", 1],
  ["bad-*", 4],
];

Deno.test("the exit status is that of the worst verdict", async (t) => {
  for (const [claims, status] of STATUSES) {
    await t.step(claims, async () => {
      using folder = temporaryFolder();
      const args = ["verify", ...claims.split(","), ...SMOKE];
      const { code } = await runProgram(args, { cwd: folder.path });
      assertEquals(code, status);
      const audit = await runProgram(["audit", "out"], { cwd: folder.path });
      assertEquals(audit.code, 0, audit.stdout);
    });
  }
});

Deno.test("a finished folder is rendered again from its facts", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "bad-differing", "F1.1", ...SMOKE];
  const first = await runProgram(args, { cwd: folder.path });
  const files = contents(`${folder.path}/out`);
  const seconds = [...files["report.json"]!.matchAll(/"seconds": ([^,\n]+)/g)].map(([, s]) => s!);
  assertEquals(seconds.filter((text) => !/^\d+(\.\d{1,3})?$/.test(text)), []);
  Deno.removeSync(`${folder.path}/out/junit.xml`);
  const second = await runProgram(args, { cwd: folder.path });
  assertEquals([second.code, second.stdout], [1, first.stdout]);
  assertEquals(contents(`${folder.path}/out`), files);
  assertEquals(Object.keys(files).sort(), RUN_FILES);
});

Deno.test("one exception voids its claim and leaves the others", async () => {
  using folder = temporaryFolder();
  const { stdout } = await runProgram(["verify", "bad-exception", "good-bound", ...SMOKE], {
    cwd: folder.path,
  });
  assertStringIncludes(stdout, "error (exception): RangeError: Cannot measure seed 1");
  assertMatch(stdout, /F1\.1 +as-stated +supported/);
});

Deno.test("an error that nobody waits for ends with 4, never 1", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "stray-rejection", ...SMOKE];
  const { code, stderr } = await runProgram(args, { cwd: folder.path });
  assertStringIncludes(stderr, "taskproof: unexpected error: Error: nobody waits for this");
  assertEquals(code, 4);
});

Deno.test("a missing device is not-run, and float64 readings are still judged", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "good-mean", ...SMOKE, "--device", "webgpu"];
  const { code, stdout } = await runProgram(args, { cwd: folder.path });
  assertMatch(stdout, /as-stated +not-run/);
  assertStringIncludes(stdout, "not-run (no-device): No WebGPU adapter: this is a fixture");
  assertMatch(stdout, /by-hand +supported/);
  assertEquals(code, 4);
});

Deno.test("curvature readings are void when the self-test fails", async () => {
  using folder = temporaryFolder();
  const { code, stdout } = await runProgram(["verify", "good-mean", ...SMOKE], {
    cwd: folder.path,
    env: { FIXTURE_SELF_TEST: "fail" },
  });
  assertStringIncludes(stdout, "error (self-test): ");
  assertEquals(code, 4);
});

Deno.test("--json says one object a verdict on stdout and nothing else", async () => {
  using folder = temporaryFolder();
  const { stdout } = await runProgram(["verify", "good-*", ...SMOKE, "--json"], {
    cwd: folder.path,
  });
  const lines = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.length, 12);
  assertEquals(lines.every(({ verdict, asRegistered }) => verdict.status && asRegistered), true);
});

Deno.test("--quiet says nothing on stderr, --verbose a line a cell", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "good-bound", "--profile", "smoke"];
  const quiet = await runProgram([...args, "--out", "a", "--quiet"], { cwd: folder.path });
  assertEquals(quiet.stderr, "");
  const verbose = await runProgram([...args, "--out", "b", "--verbose"], { cwd: folder.path });
  assertMatch(
    verbose.stderr,
    /^good-bound\/as-stated\/main\/synthetic:small\/0: measured, 5 facts/,
  );
});

Deno.test("the run store serves a second folder, unless --fresh or the file is corrupt", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "good-bound", "--profile", "smoke", "--store", "store"];
  const cached = async (out: string, ...more: string[]) => {
    const outcome = await runProgram([...args, "--out", out, ...more], { cwd: folder.path });
    const report = Deno.readTextFileSync(`${folder.path}/${out}/report.json`);
    return { cached: JSON.parse(report).provenance.cachedFacts > 0, stderr: outcome.stderr };
  };
  const first = await cached("a");
  assertEquals(first.cached, false);
  assertMatch(first.stderr, /run store: 4 runs, 0\.0 MiB/);
  assertEquals((await cached("b")).cached, true);
  assertEquals((await cached("c", "--fresh")).cached, false);
  for (const { name } of Deno.readDirSync(`${folder.path}/store`)) {
    Deno.truncateSync(`${folder.path}/store/${name}`, 100);
  }
  const corrupt = await cached("d");
  assertEquals(corrupt.cached, false);
  assertStringIncludes(corrupt.stderr, "is trained again: ");
});

Deno.test("a folder that is foreign, locked or unwritable is left alone, status 2", async (t) => {
  using folder = temporaryFolder();
  const out = `${folder.path}/out`;
  const refused = async (sentence: string, permissions?: readonly string[]) => {
    const { code, stderr } = await runProgram(["verify", "good-bound", ...SMOKE], {
      cwd: folder.path,
      ...(permissions && { permissions }),
    });
    assertStringIncludes(stderr, sentence);
    assertEquals(code, 2);
  };
  await t.step("read-only", async () => {
    await refused("Cannot write to out: ", ["--allow-read", "--allow-env", "--allow-sys"]);
  });
  await t.step("a file", async () => {
    Deno.writeTextFileSync(out, "mine");
    await refused("Cannot write to out: ");
    assertEquals(Deno.readTextFileSync(out), "mine");
    Deno.removeSync(out);
  });
  await t.step("foreign", async () => {
    Deno.mkdirSync(out);
    Deno.writeTextFileSync(`${out}/notes.txt`, "mine");
    await refused("it holds 'notes.txt' and no events.jsonl");
    Deno.writeTextFileSync(`${out}/events.jsonl`, "theirs");
    await refused("this is not a journal of Taskproof");
    assertEquals(contents(out), { "notes.txt": "mine", "events.jsonl": "theirs" });
    Deno.removeSync(out, { recursive: true });
  });
  await t.step("links to elsewhere", async () => {
    const theirs = `${folder.path}/theirs`;
    Deno.writeTextFileSync(theirs, "");
    for (const name of ["run.lock", "events.jsonl", "confirm"]) {
      Deno.mkdirSync(out);
      Deno.symlinkSync(theirs, `${out}/${name}`);
      await refused(`its ${name} is a link`);
      assertEquals(Deno.readTextFileSync(theirs), "");
      Deno.removeSync(out, { recursive: true });
    }
  });
  await t.step("locked", async () => {
    Deno.mkdirSync(out);
    using _lock = RunLock.take(out);
    await refused(`is held by process ${Deno.pid} on ${Deno.hostname()} since `);
  });
  await t.step("locked on another host", async () => {
    const holder = JSON.stringify({ pid: 1, host: "elsewhere", started: "2026-01-01T00:00:00Z" });
    Deno.writeTextFileSync(`${out}/run.lock`, holder);
    await refused("is held by process 1 on elsewhere");
    assertEquals(contents(out), { "run.lock": holder });
  });
});

function contents(dir: string): Record<string, string> {
  const names = [...Deno.readDirSync(dir)].map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, Deno.readTextFileSync(`${dir}/${name}`)]));
}
