import { assertEquals, assertStringIncludes } from "@std/assert";
import { type FactEvent, foldEvents, readJournal, type RunRecord } from "../src/lab/mod.ts";
import { type Report, ReportSchema } from "../src/report/mod.ts";
import { planReport, renderPlan } from "../src/cli/plan.ts";
import { syntheticSource } from "../src/data/mod.ts";
import { claims } from "./fixture/claims/mod.ts";
import { runProgram, temporaryFolder } from "./fixture/program.ts";

const ARGS = ["verify", "good-*", "bad-differing", "shared-runs", "--profile", "smoke"];
const SHARDS = [1, 2, 3].map((index) => [...ARGS, "--shard", `${index}/3`, "--out", `s${index}`]);
const DIRS = ["s1", "s2", "s3"];

Deno.test("three shards are measured, judged by none, and merged into what one run gives", async (t) => {
  using folder = temporaryFolder();
  const run = (...args: string[]) => runProgram(args, { cwd: folder.path });
  const refuses = async (args: readonly string[], sentence: string, status = 2) => {
    const { code, stderr } = await run(...args);
    assertStringIncludes(stderr, sentence);
    assertEquals(code, status);
  };
  const whole = await run(...ARGS, "--out", "whole", "--store", "another");
  await t.step("each shard measures its cells, and says what is next", async () => {
    const outcomes = await Promise.all(SHARDS.map((args) => run(...args)));
    for (const [i, { code, stdout }] of outcomes.entries()) {
      assertEquals(code, 0);
      assertStringIncludes(stdout, `shard ${i + 1} of 3 in s${i + 1}: `);
      assertStringIncludes(stdout, "deno task merge DIR… --out DIR");
      assertEquals(names(`${folder.path}/s${i + 1}`), ["events.jsonl"]);
      const { plan, verdicts, cells } = readRecord(`${folder.path}/s${i + 1}`);
      assertEquals([verdicts, cells.size], [[], plan!.shard!.cells.length]);
      assertEquals(plan!.hash, readRecord(`${folder.path}/whole`).plan!.hash);
    }
  });
  await t.step("audit checks a shard, report and another shard's resume refuse it", async () => {
    const audit = await run("audit", "s2");
    assertStringIncludes(audit.stdout, "shard 2 of 3: ");
    assertStringIncludes(audit.stdout, "s2: everything agrees");
    assertEquals(audit.code, 0);
    Deno.writeTextFileSync(`${folder.path}/s2/index.html`, "all verdicts as registered");
    const stray = await run("audit", "s2");
    assertStringIncludes(stray.stdout, "index.html is there, though a shard is not judged");
    assertEquals(stray.code, 4);
    Deno.removeSync(`${folder.path}/s2/index.html`);
    await refuses(
      ["report", "s2"],
      "Cannot report s2: it is shard 2 of 3: merge it with the others.",
    );
    const other = SHARDS[1]!.with(-1, "s1");
    await refuses(other, "Cannot resume s1: --shard was 1/3 and is now 2/3; choose another --out");
  });
  await t.step("a missing shard is an error with its list", async () => {
    await refuses(
      ["merge", "s1", "s2", "--out", "out"],
      "Cannot merge: shard 3 of 3 is missing; ",
      4,
    );
    const listed = Deno.readTextFileSync(`${folder.path}/out.cells.txt`).trimEnd().split("\n");
    const { plan } = readRecord(`${folder.path}/s3`);
    assertEquals(listed, plan!.shard!.cells.map((i) => `missing ${plan!.cells[i]!.key}`));
  });
  await t.step("the merged report is that of one run", async () => {
    const merged = await run("merge", ...DIRS, "--out", "out");
    assertEquals(merged.code, whole.code);
    assertEquals(table(merged.stdout), table(whole.stdout));
    const [a, b] = [readRecord(`${folder.path}/out`), readRecord(`${folder.path}/whole`)];
    assertEquals(repeatableFacts(a), repeatableFacts(b));
    assertEquals(a.verdicts, b.verdicts);
    assertEquals(
      withoutProvenance(`${folder.path}/out`),
      withoutProvenance(`${folder.path}/whole`),
    );
    assertEquals(names(`${folder.path}/out`), names(`${folder.path}/whole`));
    const { shards } = readReport(`${folder.path}/out`).provenance;
    assertEquals(shards!.map(({ index, count }) => `${index}/${count}`), ["1/3", "2/3", "3/3"]);
  });
  await t.step("it is a finished run: audit agrees, verify puts it out again", async () => {
    assertStringIncludes((await run("audit", "out")).stdout, "out: everything agrees");
    const again = await run(...ARGS, "--out", "out");
    assertEquals([again.code, table(again.stdout)], [whole.code, table(whole.stdout)]);
    await refuses(["merge", ...DIRS, "--out", "out"], "Cannot merge into out: it holds a run");
  });
});

Deno.test("the plans of all shards are the plan of the whole, about equally long", () => {
  const request = {
    claims: claims.filter(({ spec }) => /^good|^shared/.test(spec.id)),
    inputs: { sources: [syntheticSource()] },
    profile: "default",
    suite: "procedural",
    jobs: 1,
    device: "cpu",
  } as const;
  const whole = planReport(request);
  const shards = [1, 2, 3].map((index) => planReport({ ...request, shard: { index, count: 3 } }));
  assertEquals(shards.reduce((sum, { total }) => sum + total.cells, 0), whole.total.cells);
  for (const { shard } of shards) assertEquals(shard!.seconds, shards[0]!.shard!.seconds);
  const text = renderPlan(shards[1]!, 100);
  assertStringIncludes(text, "shard 2 of 3, ");
  assertEquals(/^\S+ +\S+ +0 /m.test(text), false, "a reading without a cell has no row");
});

function names(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
}

function readRecord(dir: string): RunRecord {
  return foldEvents(readJournal(`${dir}/events.jsonl`).events);
}

function readReport(dir: string): Report {
  return ReportSchema.parse(JSON.parse(Deno.readTextFileSync(`${dir}/report.json`)));
}

/** A report without how and when it came to be. */
function withoutProvenance(dir: string): unknown {
  const { provenance: _, ...report } = readReport(dir);
  const isTime = (key: string) => key === "seconds";
  return JSON.parse(JSON.stringify(report), (key, value) => isTime(key) ? undefined : value);
}

/** The verdicts of a table, without the line below them, which has times. */
function table(stdout: string): string {
  return stdout.slice(0, stdout.indexOf("\n\n"));
}

function repeatableFacts({ cells }: RunRecord): Omit<FactEvent, "source">[] {
  return [...cells.values()].flatMap(({ facts }) =>
    facts.filter(({ repeatable }) => repeatable).map(({ source: _, ...fact }) => fact)
  );
}
