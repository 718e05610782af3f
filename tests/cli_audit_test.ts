import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { auditJournal, JournalError, readJournal } from "../src/lab/mod.ts";
import { GENESIS, readSealed, seal } from "../src/lab/chain.ts";
import { type Outcome, runProgram, temporaryFolder } from "./fixture/program.ts";

const ARGS = ["verify", "good-*", "bad-differing", "--profile", "smoke", "--out", "out"];

Deno.test("audit of an honest folder agrees, and reruns a cell bit by bit", async () => {
  using folder = temporaryFolder();
  await runProgram(ARGS, { cwd: folder.path });
  const { code, stdout } = await audit(folder.path);
  assertStringIncludes(stdout, "code: today's");
  assertStringIncludes(stdout, "spec of F1.2 good-mean, version 1: is today's");
  assertStringIncludes(stdout, "out: everything agrees");
  assertEquals(code, 0);
  const cell = "good-mean/as-stated/control:negative-control/synthetic:small/2";
  const rerun = await audit(folder.path, "--rerun", cell);
  assertStringIncludes(rerun.stdout, "same  value");
  assert(!rerun.stdout.includes("seconds"), "a time is not repeatable");
  assertEquals(rerun.code, 0);
  const elsewhere = (cell: string, drift: string) =>
    runProgram(["audit", "out", "--rerun", cell], {
      cwd: folder.path,
      env: { FIXTURE_DEVICE: "another", FIXTURE_DRIFT: drift },
    });
  const near = await elsewhere(cell, "1e-5");
  assertStringIncludes(near.stdout, "was cpu (fixture), this one is cpu (another): bits differ");
  assertMatch(near.stdout, /differs {2}value, relative difference 1e-5/);
  assertEquals(near.code, 0);
  assertEquals((await elsewhere(cell, "1e-2")).code, 4);
  const float64 = await elsewhere("good-bound/as-stated/main/synthetic:small/0", "1e-5");
  assertEquals([float64.code, float64.stdout.includes("bits differ")], [4, false]);
  const absent = await audit(folder.path, "--rerun", cell, "--device", "webgpu");
  assertEquals([absent.code, absent.stderr], [
    2,
    "taskproof: No WebGPU adapter: this is a fixture\n",
  ]);
  const unknown = await audit(folder.path, "--rerun", "good-mean/as-stated/main/synthetic:small/9");
  assertStringIncludes(unknown.stderr, "did you mean good-mean/as-stated/main/synthetic:small/");
  assertEquals(unknown.code, 2);
});

Deno.test("audit fails after any digit of events.jsonl is changed", async () => {
  using folder = temporaryFolder();
  await runProgram(ARGS, { cwd: folder.path });
  const path = `${folder.path}/out/events.jsonl`;
  const text = Deno.readTextFileSync(path);
  const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
  fc.assert(
    fc.property(fc.nat(digits.length - 1), fc.integer({ min: 1, max: 9 }), (which, shift) => {
      const at = digits[which]!;
      const digit = (Number(text[at]) + shift) % 10;
      Deno.writeTextFileSync(path, text.slice(0, at) + digit + text.slice(at + 1));
      try {
        return auditJournal(readJournal(path)).length > 0;
      } catch (error) {
        return error instanceof JournalError;
      }
    }),
    { numRuns: 100 },
  );
  const { code, stdout } = await audit(folder.path);
  assertStringIncludes(stdout, "does not match its digest");
  assertEquals(code, 4);
});

Deno.test("audit finds what is missing, torn or contradicted", async (t) => {
  using folder = temporaryFolder();
  await runProgram(ARGS, { cwd: folder.path });
  const path = (name: string) => `${folder.path}/out/${name}`;
  const journal = Deno.readTextFileSync(path("events.jsonl"));
  const report = Deno.readTextFileSync(path("report.json"));
  const measurements = Deno.readTextFileSync(path("measurements.csv"));
  const junit = Deno.readTextFileSync(path("junit.xml"));
  const lines = journal.trimEnd().split("\n");
  const finds = async (sentence: string, status = 4) => {
    const outcome = await audit(folder.path);
    assertStringIncludes(outcome.stdout + outcome.stderr, sentence);
    assertEquals(outcome.code, status);
  };
  await t.step("whole lines cut off", async () => {
    Deno.writeTextFileSync(path("events.jsonl"), lines.slice(0, 30).join("\n") + "\n");
    await finds("cells are missing, first '");
  });
  await t.step("the end cut off", async () => {
    Deno.writeTextFileSync(path("events.jsonl"), lines.slice(0, -1).join("\n") + "\n");
    await finds("the run did not end");
  });
  await t.step("a torn line", async () => {
    Deno.writeTextFileSync(path("events.jsonl"), journal.slice(0, -5));
    await finds("the last line is torn: ");
  });
  await t.step("a line taken out", async () => {
    Deno.writeTextFileSync(path("events.jsonl"), lines.toSpliced(5, 1).join("\n") + "\n");
    await finds("line 6 of ");
  });
  await t.step("nothing at all", async () => {
    Deno.writeTextFileSync(path("events.jsonl"), "");
    await finds("fault: the journal is empty: no run was begun");
    assert(!(await audit(folder.path)).stdout.includes("undefined"));
  });
  await t.step("another file", async () => {
    Deno.writeTextFileSync(path("events.jsonl"), '{"type":"push","digest":"0"}\n');
    await finds("line 1 does not start a run: this is not a journal of Taskproof");
  });
  await t.step("a journal that a newer program sealed in another way", async () => {
    Deno.writeTextFileSync(path("events.jsonl"), '{"type":"run","schema":3,"seal":"x"}\n');
    await finds("it has schema 3, and this program reads schema 2", 2);
  });
  Deno.writeTextFileSync(path("events.jsonl"), journal);
  await t.step("measurements with another number", async () => {
    Deno.writeTextFileSync(path("measurements.csv"), measurements.replace(/,fresh/, "1,fresh"));
    await finds("measurements.csv is not what the facts give: it was edited");
    Deno.writeTextFileSync(path("measurements.csv"), measurements);
  });
  await t.step("a JUnit file with a failure taken out", async () => {
    Deno.writeTextFileSync(path("junit.xml"), junit.replace(/<failure [^>]*>/, ""));
    await finds("junit.xml is not what the facts give: it was edited");
    Deno.removeSync(path("junit.xml"));
    await finds("ro-crate-metadata.json does not describe the folder");
    Deno.removeSync(path("ro-crate-metadata.json"));
  });
  await t.step("a file that is not there is not missed, the report aside", async () => {
    await finds("out: everything agrees", 0);
  });
  await t.step("a report with another verdict", async () => {
    const other = report.replace('"status": "supported"', '"status": "refuted"');
    Deno.writeTextFileSync(path("report.json"), other);
    await finds("report.json differs from the facts at claims.0.readings.0.alone.status");
  });
  await t.step("a report of a newer program", async () => {
    Deno.writeTextFileSync(path("report.json"), report.replace('Version": 1', 'Version": 2'));
    await finds("report.json has schema 2, and this program reads schema 1", 2);
  });
  await t.step("a report that is none", async () => {
    Deno.writeTextFileSync(path("report.json"), "{");
    await finds("report.json is not JSON");
  });
  await t.step("no report", async () => {
    Deno.removeSync(path("report.json"));
    await finds("report.json cannot be read");
  });
});

Deno.test("a forger who seals every line anew is still contradicted by the facts", async (t) => {
  using folder = temporaryFolder();
  await runProgram(ARGS, { cwd: folder.path });
  const path = `${folder.path}/out/events.jsonl`;
  const { bodies } = readSealed(Deno.readFileSync(path));
  const forgeries: readonly (readonly [from: RegExp, to: string, sentence: string])[] = [
    [/("name":"value","unit":"1","value":)\d/, "$19", "the verdict on good-bound/as-stated/main"],
    [/"atMost":10/, '"atMost":11', "the spec of good-bound does not match its hash"],
    [
      /"supported"(,"evidence")/,
      '"refuted"$1',
      "is refuted in the file and supported from its facts",
    ],
    [
      /("type":"end".*"status":)1/,
      "$10",
      "the exit status is 0 in the file and 1 by the verdicts",
    ],
    [/("status":"measured","facts":)5/, "$14", "has 5 facts and says 4"],
  ];
  for (const [from, to, sentence] of forgeries) {
    await t.step(sentence, async () => {
      const at = bodies.findIndex((body) => from.test(body));
      Deno.writeTextFileSync(path, sealAll(bodies.with(at, bodies[at]!.replace(from, to))));
      const { code, stdout } = await audit(folder.path);
      assertStringIncludes(stdout, sentence);
      assertEquals(code, 4);
    });
  }
});

function sealAll(bodies: readonly string[]): string {
  let head = GENESIS;
  return bodies.map((body) => {
    const line = seal(body, head);
    head = JSON.parse(line).digest;
    return line + "\n";
  }).join("");
}

async function audit(cwd: string, ...more: string[]): Promise<Outcome> {
  return await runProgram(["audit", "out", ...more], { cwd });
}
