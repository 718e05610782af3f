import {
  assert,
  assertEquals,
  assertGreater,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { foldEvents, readJournal, type RunRecord } from "../src/lab/mod.ts";
import { finish, RUN_FILES, runProgram, startProgram, temporaryFolder } from "./fixture/program.ts";

/** 24 cells of 15 ms. */
const ARGS = ["verify", "good-*", "--profile", "smoke", "--out", "out"];
const SLOW = { FIXTURE_DELAY_MS: "15" };

for (const [signal, status] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`${signal} stops cleanly with ${status}, says how to go on, and resumes`, async () => {
    using folder = temporaryFolder();
    const child = startProgram(ARGS, { cwd: folder.path, env: SLOW });
    await untilCells(folder.path, 3);
    child.kill(signal);
    // The second half of one press: it must not end the program at once.
    child.kill(signal);
    const { code, stdout, stderr } = await finish(child);
    assertEquals(code, status, stderr);
    assertMatch(stdout, /F1\.1 +as-stated +not judged/);
    assertStringIncludes(stdout, `stopped by ${signal} before the end · not judged`);
    assert(!stdout.includes("as registered"), "nothing was held against a registration");
    assertStringIncludes(
      stderr,
      "go on with: deno task verify 'good-*' --profile smoke --out out",
    );
    assertEquals((await runProgram(["audit", "out"], { cwd: folder.path })).code, 4);
    const names = [...Deno.readDirSync(`${folder.path}/out`)].map(({ name }) => name);
    assertEquals(names.toSorted(), RUN_FILES, "reports, and no lock");
    const resumed = await runProgram(ARGS, { cwd: folder.path });
    assertEquals(resumed.code, 0, resumed.stderr);
    assertMatch(resumed.stderr, /^resuming: \d+ of 24 cells are finished/);
    const finished = readRecord(folder.path);
    assertEquals(finished.cells.size, 24);
    assertEquals(finished.runs.length, 2);
  });
}

Deno.test("a later signal ends the program at once, and resuming still works", async () => {
  using folder = temporaryFolder();
  // One cell takes three seconds: nothing but the second signal can end the program before.
  const child = startProgram(ARGS, { cwd: folder.path, env: { FIXTURE_DELAY_MS: "3000" } });
  await until(() => journalText(folder.path).includes('"type":"fact"'));
  child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 1100));
  child.kill("SIGINT");
  assertEquals((await finish(child)).code, 130);
  assertEquals(readRecord(folder.path).end, undefined);
  assertEquals((await runProgram(ARGS, { cwd: folder.path })).code, 0);
});

Deno.test("a torn last line is cut, and the cut recorded", async () => {
  using folder = temporaryFolder();
  assertEquals((await runProgram(ARGS, { cwd: folder.path })).code, 0);
  const path = `${folder.path}/out/events.jsonl`;
  const text = journalText(folder.path);
  const lines = text.split("\n");
  for (const [kept, torn] of [[0, 9], [0, 300], [1, 50], [2, 0], [40, 25]] as const) {
    const half = lines[kept]!.slice(0, torn);
    Deno.writeTextFileSync(path, lines.slice(0, kept).map((line) => line + "\n").join("") + half);
    assertEquals((await runProgram(ARGS, { cwd: folder.path })).code, 0);
    const record = readRecord(folder.path);
    assertEquals(record.runs.at(-1)!.cut, half === "" ? undefined : { bytes: half.length });
    assertEquals(record.cells.size, 24);
  }
});

Deno.test("a folder is resumed only by the same command, program and device", async () => {
  using folder = temporaryFolder();
  await runProgram(ARGS, { cwd: folder.path });
  const before = journalText(folder.path);
  const cases: readonly (readonly [args: readonly string[], sentence: string])[] = [
    [["verify", "good-*", "--out", "out"], "the profile was smoke and is now default"],
    [["verify", "good-bound", "--profile", "smoke", "--out", "out"], "the list of claims was "],
    [[...ARGS, "--seeds", "2"], "--seeds was not given and is now 2"],
    [[...ARGS, "--device", "webgpu"], "the device was cpu (fixture) and is now none"],
    [[...ARGS, "--fresh"], "Cannot use --fresh on out: a run began there"],
  ];
  for (const [args, sentence] of cases) {
    const { code, stderr } = await runProgram(args, { cwd: folder.path });
    assertStringIncludes(stderr, sentence);
    assertEquals(code, 2);
  }
  assertEquals(journalText(folder.path), before);
});

Deno.test("an edited journal, or one of a newer program, is not resumed", async () => {
  using folder = temporaryFolder();
  await runProgram(ARGS, { cwd: folder.path });
  const path = `${folder.path}/out/events.jsonl`;
  const text = journalText(folder.path);
  const edited = text.replace('"seed":1', '"seed":2');
  Deno.writeTextFileSync(path, edited);
  const { code, stderr } = await runProgram(ARGS, { cwd: folder.path });
  assertStringIncludes(stderr, "does not match its digest");
  assertEquals([code, journalText(folder.path)], [2, edited]);
});

function readRecord(dir: string): RunRecord {
  return foldEvents(readJournal(`${dir}/out/events.jsonl`).events);
}

function journalText(dir: string): string {
  try {
    return Deno.readTextFileSync(`${dir}/out/events.jsonl`);
  } catch {
    return "";
  }
}

async function untilCells(dir: string, count: number): Promise<void> {
  await until(() => {
    const text = journalText(dir);
    return text !== "" && text.split('{"type":"cell"').length > count;
  });
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    assertGreater(deadline, performance.now(), "the program did not get there in ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}
