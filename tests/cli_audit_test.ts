import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { auditJournal, foldEvents, JournalError, readJournal } from "../src/lab/mod.ts";
import { readSealed } from "../src/lab/chain.ts";
import { collect, compareFolder } from "../src/report/mod.ts";
import { type Outcome, runProgram, temporaryFolder } from "./fixture/program.ts";
import { reseal } from "./hostile/reseal.ts";

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
  assertMatch(rerun.stdout, /device cpu \(fixture\), V8 .*, as in the report: facts must agree to/);
  assertMatch(rerun.stdout, /same +value: recorded 10\d\.\d, again 10\d\.\d\n/);
  assertMatch(rerun.stdout, /not compared +seconds: recorded/);
  assertEquals(rerun.code, 0);
  const elsewhere = (cell: string, drift: string) =>
    runProgram(["audit", "out", "--rerun", cell], {
      cwd: folder.path,
      env: { FIXTURE_DEVICE: "another", FIXTURE_DRIFT: drift },
    });
  const near = await elsewhere(cell, "1e-5");
  assertMatch(near.stdout, /device cpu \(another\), V8 .*; in the report cpu \(fixture\), V8/);
  assertMatch(near.stdout, /within noise +value: .*, difference 0\.00104\d, allowed 0\.1/);
  assertEquals(near.code, 0);
  assertEquals((await elsewhere(cell, "1e-2")).code, 4);
  const float64 = await elsewhere("good-bound/as-stated/main/synthetic:small/0", "1e-5");
  assertEquals(float64.code, 4, "no device takes part in float64");
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
  const change = (at: number, shift: number) => {
    const digit = (Number(text[at]) + shift) % 10;
    Deno.writeTextFileSync(path, text.slice(0, at) + digit + text.slice(at + 1));
  };
  fc.assert(
    fc.property(fc.nat(digits.length - 1), fc.integer({ min: 1, max: 9 }), (which, shift) => {
      change(digits[which]!, shift);
      try {
        return auditJournal(readJournal(path)).length > 0;
      } catch (error) {
        return error instanceof JournalError;
      }
    }),
    { numRuns: 100 },
  );
  // Not the first one, which is the schema's: a newer one is none that was edited.
  change(digits[1]!, 1);
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
  });
  await t.step("of another version, files of data are compared, and no other", async () => {
    const { events, head } = readJournal(path("events.jsonl"));
    const record = foldEvents(events);
    const outcome = { report: collect(record, head), record, sameCode: false };
    const left = ["index.html", "junit.xml", "ctrf.json", "summary.md", "ro-crate-metadata.json"];
    assertEquals(await compareFolder(`${folder.path}/out`, outcome), { faults: [], left });
    Deno.writeTextFileSync(path("measurements.csv"), measurements + "\n");
    const { faults } = await compareFolder(`${folder.path}/out`, outcome);
    assertEquals(faults, [
      "measurements.csv is not what the facts give: it was edited after it was written",
    ]);
    Deno.writeTextFileSync(path("measurements.csv"), measurements);
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
    Deno.writeTextFileSync(path("report.json"), report.replace('Version": 2', 'Version": 3'));
    await finds("report.json has schema 3, and this program reads schema 2", 2);
  });
  await t.step("a report that is none", async () => {
    Deno.writeTextFileSync(path("report.json"), "{");
    await finds("report.json is not JSON that is read: ");
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
  const { lines: bodies } = readSealed(Deno.readFileSync(path), (body) => body);
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
    [/"source":"fresh"/, '"source":"cached"', "by the facts"],
    [/,"root":"[0-9a-f]+"/, "", "the root is absent in the file and "],
  ];
  for (const [from, to, sentence] of forgeries) {
    await t.step(sentence, async () => {
      const at = bodies.findIndex((body) => from.test(body));
      Deno.writeTextFileSync(path, reseal(bodies.with(at, bodies[at]!.replace(from, to))));
      const { code, stdout } = await audit(folder.path);
      assertStringIncludes(stdout, sentence);
      assertEquals(code, 4);
    });
  }
});

Deno.test("a fact beside the one that is measured again is a fault", async () => {
  using folder = temporaryFolder();
  await runProgram(ARGS, { cwd: folder.path });
  const path = `${folder.path}/out/events.jsonl`;
  const { lines: bodies } = readSealed(Deno.readFileSync(path), (body) => body);
  const at = bodies.findIndex((body) => /^\{"type":"fact".*"name":"value"/.test(body));
  const forged = bodies[at]!.replace(/("value":)[\d.]+/, "$10");
  Deno.writeTextFileSync(path, reseal(bodies.toSpliced(at + 1, 0, forged)));
  const { code, stdout } = await audit(folder.path);
  assertMatch(stdout, /fault: line \d+: fact 'value' of '.*' is there twice\n/);
  assertEquals(code, 4);
});

Deno.test("a signature holds for its folder and key; one cell is proved without the folder", async (t) => {
  using folder = temporaryFolder();
  const run = (...args: string[]) => runProgram(args, { cwd: folder.path });
  const path = (name: string) => `${folder.path}/${name}`;
  await run(...ARGS);
  const { root } = JSON.parse(Deno.readTextFileSync(path("out/report.json"))).provenance;
  await t.step("a key is made once, for its owner's eyes", async () => {
    assertEquals((await run("audit", "--new-key", "key")).code, 0);
    assertEquals(Deno.statSync(path("key")).mode! & 0o777, 0o600);
    const again = await run("audit", "--new-key", "key");
    assertEquals([again.code, again.stderr.includes("a key is never overwritten")], [2, true]);
  });
  await t.step("an unsigned folder is a fault for --verify, a signed one none", async () => {
    const unsigned = await audit(folder.path, "--verify", "key.pub");
    assertStringIncludes(unsigned.stdout, "fault: it is not signed: there is no signature.json");
    assertEquals(unsigned.code, 4);
    assertEquals((await audit(folder.path, "--sign", "key")).code, 0);
    const signed = await audit(folder.path, "--verify", "key.pub");
    assertStringIncludes(signed.stdout, `root ${root}\n`);
    assertStringIncludes(signed.stdout, "signed by the key in key.pub\nout: everything agrees");
    assertEquals(signed.code, 0);
    assertEquals((await audit(folder.path, "--verify", "key")).code, 2, "not the public half");
  });
  await t.step("a proof is checked alone", async () => {
    const cell = "good-mean/as-stated/main/synthetic:small/2";
    const { stdout } = await audit(folder.path, "--prove", cell);
    Deno.writeTextFileSync(path("proof.json"), stdout);
    const checked = await run("audit", "proof.json", "--root", root, "--verify", "key.pub");
    assertMatch(checked.stdout, /^cell good-mean.*: measured\n {2}noise: .*8 numbers \(1\)\n/);
    assertStringIncludes(checked.stdout, `root ${root}\nsigned by the key in key.pub\n`);
    assertEquals(checked.code, 0);
    Deno.writeTextFileSync(path("proof.json"), stdout.replace(/"value": \d/, '"value": 9'));
    const forged = await run("audit", "proof.json");
    assertStringIncludes(forged.stdout, `fault: cell '${cell}' does not belong to root ${root}`);
    assertEquals(forged.code, 4);
  });
  await t.step("a signature of another report shows without its key", async () => {
    const signature = Deno.readTextFileSync(path("out/signature.json"));
    Deno.writeTextFileSync(path("out/signature.json"), signature.replace(root, "0".repeat(64)));
    const foreign = await audit(folder.path);
    assertStringIncludes(foreign.stdout, "fault: signature.json is of another report: its root is");
    assertEquals(foreign.code, 4);
    Deno.writeTextFileSync(path("out/signature.json"), signature);
    assertEquals((await audit(folder.path)).code, 0);
  });
  await t.step("a folder with a fault is not signed", async () => {
    Deno.writeTextFileSync(path("out/measurements.csv"), "");
    const refused = await audit(folder.path, "--sign", "key");
    assertStringIncludes(refused.stdout, "fault: not signed: a report with faults is not");
    assertEquals(refused.code, 4);
  });
});

async function audit(cwd: string, ...more: string[]): Promise<Outcome> {
  return await runProgram(["audit", "out", ...more], { cwd });
}
