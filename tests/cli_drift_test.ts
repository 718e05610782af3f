import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { readSettledRun } from "../src/cli/settled_run.ts";
import { UsageError } from "../src/cli/usage.ts";
import { auditJournal, type Event, foldEvents, readJournal } from "../src/lab/mod.ts";
import { claims } from "./fixture/claims/mod.ts";
import {
  finish,
  type Outcome,
  runProgram,
  startProgram,
  temporaryFolder,
} from "./fixture/program.ts";

/** A folder with a program's sources, under git, and where it is run. */
interface Place extends Disposable {
  readonly path: string;
  run(command: string, env?: Readonly<Record<string, string>>): Promise<Outcome>;
  env(more?: Readonly<Record<string, string>>): Record<string, string>;
  /** Changes the program's code, and commits that. */
  commit(text: string): Promise<void>;
}

async function place(): Promise<Place> {
  const folder = temporaryFolder();
  const root = `${folder.path}/root`;
  const registered = claims.find(({ spec }) => spec.id === "bad-differing")!.spec.registered;
  Deno.mkdirSync(`${root}/claims/bad-differing`, { recursive: true });
  Deno.writeTextFileSync(
    `${root}/claims/bad-differing/registered.json`,
    JSON.stringify(registered, null, 2) + "\n",
  );
  const git = async (...args: string[]) => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"];
    const command = new Deno.Command("git", { args: ["-C", root, ...who, ...args] });
    const { success, stderr } = await command.output();
    assert(success, new TextDecoder().decode(stderr));
  };
  await git("init", "--quiet");
  const env = (more: Readonly<Record<string, string>> = {}) => ({
    CI: "false",
    FIXTURE_ROOT: root,
    ...more,
  });
  const commit = async (text: string) => {
    Deno.writeTextFileSync(`${root}/mod.ts`, text);
    await git("add", "--all");
    await git("commit", "--quiet", "--message", text);
  };
  await commit("// first");
  return {
    path: folder.path,
    env,
    commit,
    run: (command, more) => runProgram(command.split(" "), { cwd: folder.path, env: env(more) }),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

const VERIFY = "verify good-bound --profile smoke --quiet --out";
/** Too little to be seen among seeds, but not in what is measured once. */
const DRIFT = { FIXTURE_DRIFT: "1e-6" };

const driftOf = ({ path }: Place, out: string) =>
  foldEvents(readJournal(`${path}/${out}/events.jsonl`).events).drift;

Deno.test("drift: from a baseline to a confirmed regression, and since when", async (t) => {
  using folder = await place();
  const { run } = folder;
  await run(`${VERIFY} base`);

  await t.step("in continuous integration a baseline that is not there is missed", async () => {
    const { code, stderr } = await run(`${VERIFY} none`.replace(" --quiet", ""), { CI: "true" });
    const sentence =
      "warning: nothing is compared: no baseline of smoke, procedural is in reports/baseline\n";
    assertStringIncludes(stderr, sentence);
    assertEquals(code, 0);
  });

  await t.step("baseline says what it would write, and writes it when told to", async () => {
    const asked = await run("baseline base");
    assertStringIncludes(asked.stdout, "reports/baseline/smoke-procedural.json: there is none yet");
    assertEquals([asked.code, (await run("baseline base --yes")).code], [1, 0]);
    const again = await run("baseline base");
    assertMatch(
      again.stdout,
      /smoke-procedural.json, of commit [0-9a-f]{12}: the run is as it says/,
    );
    assertEquals(again.code, 0);
  });

  await t.step("in continuous integration it is compared with by default", async () => {
    const same = await run(`${VERIFY} same`, { CI: "true" });
    assertStringIncludes(same.stdout, "(the same code) · ");
    assertMatch(same.stdout, /(\d+) of \1 quantities equal to the bit · no\sdrift\n$/);
    assertEquals([same.code, same.stderr], [0, ""]);
    const off = await run(`${VERIFY} off --baseline none`, { CI: "true" });
    assertEquals([off.code, off.stdout.includes("baseline")], [0, false]);
  });

  await t.step("a finished run is not put out as compared with what it was not", async () => {
    const refused = async (out: string, baseline: string, why: string) => {
      const { code, stderr } = await run(`${VERIFY} ${out} --baseline ${baseline}`);
      const accepts = "choose another --out, or --baseline none";
      assertEquals([code, stderr], [
        2,
        `taskproof: Cannot compare the run in ${out}: ${why}; ${accepts}\n`,
      ]);
    };
    await refused("off", "reports/baseline", "it ended without a comparison");
    const path = `${folder.path}/reports/baseline/smoke-procedural.json`;
    const other = { ...JSON.parse(Deno.readTextFileSync(path)), versions: {} };
    Deno.writeTextFileSync(`${folder.path}/other.json`, JSON.stringify(other));
    const commit = other.code.commit;
    await refused(
      "same",
      "other.json",
      `it was compared with another baseline, of commit ${commit}`,
    );
    for (const baseline of ["reports/baseline", "none"]) {
      assertEquals((await run(`${VERIFY} same --baseline ${baseline}`)).code, 0);
    }
  });

  await t.step("with the same code a changed bit fails the run, and is named", async () => {
    const { code, stderr } = await run(`${VERIFY} bits --baseline reports/baseline`, DRIFT);
    assertMatch(
      stderr,
      /^regression: F1\.1 as-stated: 1 of \d quantities are not the baseline's to/,
    );
    assertEquals(code, 1);
    assertEquals(driftOf(folder, "bits")!.again, undefined);
  });

  await t.step(
    "so does one that other code changed, with the command that accepts it",
    async () => {
      await folder.commit("// second");
      const same = await run(`${VERIFY} same-bits --baseline reports/baseline`);
      assertEquals([same.code, same.stderr], [0, ""]);
      const { code, stderr } = await run(`${VERIFY} code --baseline reports/baseline`, DRIFT);
      assertMatch(
        stderr,
        /^regression: F1\.1 as-stated: .*, and nothing but the code may have changed them, .*: deno task baseline DIR --yes\n/,
      );
      assertEquals(code, 1);
      assertEquals(driftOf(folder, "code")!.again, undefined);
    },
  );

  await t.step("with other seeds it fails if fresh ones, or the one cell, say so too", async () => {
    const args =
      "--seeds 3-5 --baseline reports/baseline/smoke-procedural.json --history history.jsonl";
    const { code, stderr } = await run(`${VERIFY} other ${args}`, DRIFT);
    assertMatch(
      stderr,
      /regression: F1\.1 by-hand: value of constructed:small is .* measured again; /,
    );
    assert(!stderr.includes("as-stated"), stderr);
    assertEquals(code, 1);
    const again = driftOf(folder, "other")!.again!.measured;
    assertEquals(again.arms.filter(({ parts }) => parts.length > 0).length, 3);
    assertEquals(again.firstSeed, 6);
    for (const dir of ["other", "other/confirm"]) {
      assertStringIncludes((await run(`audit ${dir}`)).stdout, `${dir}: everything agrees`);
    }
    const path = `${folder.path}/other/confirm/report.json`;
    const report = Deno.readTextFileSync(path);
    Deno.writeTextFileSync(path, report.replace('"suite": "procedural"', '"suite": "real"'));
    const forged = await run("audit other");
    assertStringIncludes(forged.stdout, "confirm: report.json differs from the facts at suite");
    assertEquals(forged.code, 4);
    Deno.writeTextFileSync(path, report);
  });

  await t.step("a later run says since when", async () => {
    const args = "--seeds 3-5 --baseline reports/baseline --history history.jsonl";
    const { stderr } = await run(`${VERIFY} later ${args}`, DRIFT);
    assertMatch(stderr, /so it was in 1 of the last 1 runs; since commit [0-9a-f]{12}; /);
    const lines = Deno.readTextFileSync(`${folder.path}/history.jsonl`).trimEnd().split("\n");
    assertEquals(lines.length, 2);
    const report = JSON.parse(Deno.readTextFileSync(`${folder.path}/later/report.json`));
    assertEquals(report.drift.findings[0].label, "regression");
    assertEquals(report.drift.differs, ["code", "seeds"]);
  });

  await t.step("audit finds labels that do not follow from the facts", () => {
    const content = readJournal(`${folder.path}/other/events.jsonl`);
    const tampered = content.events.map((event): Event => {
      if (event.type !== "drift") return event;
      const findings = event.comparison.findings.map((finding) =>
        finding.of === "value" ? { ...finding, label: "suspicious" as const } : finding
      );
      return { ...event, comparison: { ...event.comparison, findings } };
    });
    assertEquals(auditJournal(content), []);
    const [fault] = auditJournal({ ...content, events: tampered });
    assertStringIncludes(fault!, "the drift from the baseline is not what the facts");
  });

  await t.step("what was measured to confirm is no baseline", () => {
    assertThrows(
      () => readSettledRun(`${folder.path}/other/confirm`, { what: "make a baseline of" }),
      UsageError,
      "it measured some arms only",
    );
  });
});

Deno.test("a claim that starts to hold fails the run, and register accepts it", async () => {
  using folder = await place();
  const { run } = folder;
  await run(`${VERIFY} base`);
  await run("baseline base --yes");
  const verify =
    "verify bad-differing --profile smoke --quiet --out out --baseline reports/baseline";
  const { code, stderr } = await run(verify);
  assertStringIncludes(
    stderr,
    "improved: F2.1 as-stated: the verdict is supported where refuted is registered, and supported " +
      "measured again; if it is to stay so: deno task register DIR --yes\n",
  );
  assertEquals(code, 1);
  const asked = await run("register out");
  assertStringIncludes(asked.stdout, "F2.1 as-stated: was refuted, is supported; measured: ");
  assertEquals(asked.code, 1);
  assertEquals((await run("register out --yes")).code, 0);
  const path = `${folder.path}/root/claims/bad-differing/registered.json`;
  const entries = JSON.parse(Deno.readTextFileSync(path));
  assertEquals(
    entries.map(({ suites, profiles, verdict }: Record<string, unknown>) => [
      suites,
      profiles,
      verdict,
    ]),
    [
      [["procedural", "real"], ["default", "nightly"], "refuted"],
      [["real"], ["smoke"], "refuted"],
      [["procedural"], ["smoke"], "supported"],
      [["procedural", "real"], ["smoke", "default", "nightly"], "supported"],
    ],
  );
  assertMatch(entries[2].reason, /^Measured: 5\.\d+, n = 3; refuted was registered\.$/);
});

Deno.test("what a run on other seeds, or with an error, says is no measure for later runs", async () => {
  using folder = await place();
  const { run } = folder;
  await run(`${VERIFY} few --seeds 1`);
  const few = await run("register few");
  assertStringIncludes(
    few.stderr,
    "Cannot register the verdicts of few: it was run with --seeds, ",
  );
  const baseline = await run("baseline few");
  assertStringIncludes(baseline.stderr, "warning: it was run with --seeds: ");
  assertEquals([few.code, baseline.code], [2, 1]);
  await run("verify bad-exception --profile smoke --quiet --out failed");
  const failed = await run("baseline failed --yes");
  assertMatch(
    failed.stderr,
    /Cannot make a baseline of failed: reading \S+ of bad-exception is an err/,
  );
  assertEquals(failed.code, 2);
});

Deno.test("a signal while fresh seeds are measured stops the run, and it can be gone on with", async () => {
  using folder = await place();
  const { run, path } = folder;
  await run(`${VERIFY} base`);
  await run("baseline base --yes");
  const args = `${VERIFY} out --seeds 3-5 --baseline reports/baseline`.replace(" --quiet", "")
    .split(" ");
  const env = folder.env({ ...DRIFT, FIXTURE_DELAY_MS: "60" });
  const child = startProgram(args, { cwd: path, env });
  for (let tries = 0; !isThere(`${path}/out/confirm/events.jsonl`) && tries < 1000; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  child.kill("SIGINT");
  assertEquals((await finish(child)).code, 130);
  assertThrows(
    () => readSettledRun(`${path}/out`, { what: "make a baseline of" }),
    UsageError,
    "it was interrupted by SIGINT",
  );
  const { code, stderr } = await runProgram(args, { cwd: path, env });
  assertEquals([code, driftOf(folder, "out")!.again!.measured.firstSeed], [1, 6], stderr);
  assertEquals((await run("audit out")).code, 0);
});

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
