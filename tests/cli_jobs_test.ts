import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { foldEvents, readJournal, type RunCounts, type RunRecord } from "../src/lab/mod.ts";
import { journalText, until, untilCells } from "./crash/journal.ts";
import { finish, runProgram, startProgram, temporaryFolder } from "./fixture/program.ts";

/** 69 cells on sources, on tasks, on the suite and on nothing, which ask for 15 runs. */
const CLAIMS = ["shared-runs", "good-*", "suite-*"];
const verify = (jobs: number, out = "out") => [
  "verify",
  ...CLAIMS,
  ...["--profile", "smoke", "--out", out, "--store", `${out}-store`, "--jobs", `${jobs}`],
];

Deno.test("the facts are the same bytes with one, two and three jobs, and the runs trained once", async () => {
  using folder = temporaryFolder();
  const found = [];
  for (const jobs of [1, 2, 3]) {
    const { code, stderr, stdout } = await runProgram(verify(jobs, `out${jobs}`), {
      cwd: folder.path,
      env: { FIXTURE_TRAININGS: `trainings${jobs}.txt`, FIXTURE_DELAY_MS: "2" },
    });
    assertEquals(code, 0, stderr);
    assertStringIncludes(stdout.replaceAll(/\s+/g, " "), "15 runs asked for 81 times: 15 trained");
    const read = (name: string) => Deno.readTextFileSync(`${folder.path}/${name}`);
    const report = JSON.parse(read(`out${jobs}/report.json`));
    assertEquals(report.provenance.trainings, {
      asked: 81,
      distinct: 15,
      trained: 15,
      cached: 0,
    });
    // Two inputs, and so two runs of that recipe.
    assertEquals(read(`trainings${jobs}.txt`), "trained\ntrained\n");
    found.push({ facts: repeatable(read(`out${jobs}/measurements.csv`)), claims: report.claims });
  }
  const audit = await runProgram(["audit", "out3"], { cwd: folder.path });
  assertEquals(audit.code, 0, audit.stdout);
  const [one, ...more] = found;
  assert(one!.facts.split("\n").length > 500);
  for (const other of more) {
    assertEquals(other.facts, one!.facts);
    assertEquals(withoutTimes(other.claims), withoutTimes(one!.claims));
  }
});

Deno.test("a second folder takes from the store what the first one's workers left", async () => {
  using folder = temporaryFolder();
  type Found = RunCounts & { readonly sources: readonly string[] };
  const sourcesOf = async (out: string, jobs: number, ...more: string[]): Promise<Found> => {
    const args = [...verify(jobs, out).slice(0, -4), "--jobs", `${jobs}`, "--store", "store"];
    const { code, stderr } = await runProgram([...args, ...more], { cwd: folder.path });
    assertEquals(code, 0, stderr);
    const { cells, end } = readRecord(`${folder.path}/${out}`);
    const sources: string[] = [...cells.values()].flatMap(({ facts }) =>
      facts.map(({ source }) => source)
    );
    return { sources: [...new Set(sources)], ...end!.trainings! };
  };
  const counts = { asked: 81, distinct: 15 };
  const fresh: Found = { ...counts, sources: ["fresh"], trained: 15, cached: 0 };
  const cached: Found = { ...counts, sources: ["cached"], trained: 0, cached: 15 };
  assertEquals(await sourcesOf("a", 2), fresh);
  assertEquals(await sourcesOf("b", 2), cached);
  assertEquals(await sourcesOf("c", 1), cached);
  assertEquals(await sourcesOf("d", 2, "--fresh"), fresh);
});

for (const [signal, status] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`${signal} stops two jobs cleanly with ${status}, and resumes with one`, async () => {
    using folder = temporaryFolder();
    const child = startProgram(verify(2), { cwd: folder.path, env: { FIXTURE_DELAY_MS: "15" } });
    await untilCells(`${folder.path}/out`, 3);
    child.kill(signal);
    const { code, stdout, stderr } = await finish(child);
    assertEquals(code, status, stderr);
    assertStringIncludes(stdout, `stopped by ${signal} before the end · not judged`);
    assertStringIncludes(stderr, "go on with: deno task verify shared-runs 'good-*' 'suite-*'");
    assertEquals((await runProgram(verify(1), { cwd: folder.path })).code, 0);
    assertEquals(readRecord(`${folder.path}/out`).cells.size, 69);
  });
}

Deno.test("a worker that does not see the signal is not waited for", async () => {
  using folder = temporaryFolder();
  const started = performance.now();
  const child = startProgram(verify(2), { cwd: folder.path, env: { FIXTURE_DELAY_MS: "30000" } });
  await until(() => journalText(`${folder.path}/out`).includes('"type":"plan"'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill("SIGINT");
  assertEquals((await finish(child)).code, 130);
  assert(performance.now() - started < 20_000);
});

/** A worker, or its cell, that goes wrong: status, and what is said. */
const WRONG: readonly (readonly [
  env: Readonly<Record<string, string>>,
  claims: string,
  status: number,
  sentence: string | RegExp,
])[] = [
  [
    { FIXTURE_CRASH: "exit" },
    "shared-runs",
    4,
    /worker \d, in cell 'shared-runs.*it ended by itself/,
  ],
  [{}, "stray-rejection", 4, /worker \d(, in cell '.*')?: Error: nobody waits for this/],
  [{ FIXTURE_CRASH: "data" }, "shared-runs", 2, "Cannot use 'shared.bin': expected more images"],
  [{ FIXTURE_ODD_WORKER: "inputs" }, "suite-whole", 2, "Cannot use 'dots.bin' at byte 7"],
  [
    { FIXTURE_ODD_WORKER: "digest" },
    "suite-whole",
    4,
    "worker 2 does not see the inputs 'procedur",
  ],
  [
    { FIXTURE_ODD_WORKER: "device" },
    "good-mean",
    4,
    "worker 1 opened cpu (fixture), worker 2 cpu (a",
  ],
  [{}, "bad-exception", 4, ""],
];

Deno.test("what goes wrong in a worker ends the run, with its status and a sentence", async (t) => {
  for (const [env, claim, status, sentence] of WRONG) {
    await t.step(`${claim} ${JSON.stringify(env)}`, async () => {
      using folder = temporaryFolder();
      const args = ["verify", claim, "--profile", "smoke", "--out", "out", "--jobs", "2"];
      const { code, stderr } = await runProgram(args, { cwd: folder.path, env });
      if (typeof sentence === "string") assertStringIncludes(stderr, sentence);
      else assertMatch(stderr, sentence);
      assertEquals(code, status, stderr);
    });
  }
});

Deno.test("a self-test that fails in one worker voids the curvature readings of all", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "good-mean", "--profile", "smoke", "--out", "out", "--jobs", "2"];
  const env = { FIXTURE_ODD_WORKER: "self-test" };
  await runProgram(args, { cwd: folder.path, env });
  const { cells, runs } = readRecord(`${folder.path}/out`);
  assertEquals(runs[0]!.selfTest?.passed, false);
  const outcomes = [...cells.values()]
    .filter(({ event }) => event.cell.startsWith("good-mean/as-stated/"))
    .map(({ event }) => event.outcome.status);
  assertEquals(outcomes, Array(9).fill("error"));
});

Deno.test("too many jobs are warned of", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "good-bound", "--profile", "smoke", "--out", "out", "--jobs", "999"];
  const { code, stderr } = await runProgram(args, { cwd: folder.path });
  assertMatch(stderr, /^warning: 999 jobs on \d+ cores: they will wait for each other/);
  assertEquals(code, 0);
});

Deno.test("a cell on the suite is measured again by audit, with the report's files", async () => {
  using folder = temporaryFolder();
  const args = ["verify", "suite-tasks", "--profile", "smoke", "--data", ".", "--out", "out"];
  const verified = await runProgram(args, { cwd: folder.path });
  assertEquals(verified.code, 0, verified.stderr);
  assertStringIncludes(verified.stderr, "suite real: no images for CIRCLES");
  const cell = "suite-tasks/as-stated/main/lines:small/1";
  const rerun = (...more: string[]) =>
    runProgram(["audit", "out", "--rerun", cell, ...more], { cwd: folder.path });
  const same = await rerun("--data", ".");
  assertMatch(same.stdout, /same +first-pixel/);
  assertEquals(same.code, 0);
  assertStringIncludes((await rerun()).stderr, "A cell of the real suite needs --data DIR");
});

/** Rows of measurements.csv but those that need not repeat, which carry the word in a column. */
function repeatable(csv: string): string {
  return csv.split("\r\n").filter((row) => !row.endsWith(",false")).join("\n");
}

function withoutTimes(claims: unknown): unknown {
  return JSON.parse(JSON.stringify(claims, (key, value) => key === "seconds" ? undefined : value));
}

function readRecord(dir: string): RunRecord {
  return foldEvents(readJournal(`${dir}/events.jsonl`).events);
}
