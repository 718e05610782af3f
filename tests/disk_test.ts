import { assertEquals, assertStringIncludes } from "@std/assert";
import { CAN_FORBID, CAN_MOUNT, fill, forbid, Tmpfs } from "./crash/disk.ts";
import { essenceOf } from "./crash/folder.ts";
import { journalText, untilCells } from "./crash/journal.ts";
import {
  finish,
  type Outcome,
  runProgram,
  startProgram,
  temporaryFolder,
} from "./fixture/program.ts";

const ARGS = ["verify", "good-*", "--profile", "smoke", "--out", "out", "--store", "store"];
const SLOW = { FIXTURE_DELAY_MS: "15" };

/** What a run says that had a disk to write on. */
let whole: ReturnType<typeof essenceOf> | undefined;

async function wholeRun(): ReturnType<typeof essenceOf> {
  using folder = temporaryFolder();
  assertEquals((await runProgram(ARGS, { cwd: folder.path })).code, 0);
  return await essenceOf(`${folder.path}/out`);
}

/** The same command ends as if nothing had been, and keeps every line that was whole. */
async function assertGoesOn(cwd: string): Promise<void> {
  const before = journalText(`${cwd}/out`);
  const { code, stderr } = await runProgram(ARGS, { cwd });
  assertEquals(code, 0, stderr);
  const kept = before.slice(0, before.lastIndexOf("\n") + 1);
  assertEquals(journalText(`${cwd}/out`).slice(0, kept.length), kept);
  assertEquals(await essenceOf(`${cwd}/out`), await (whole ??= wholeRun()));
}

Deno.test("a journal that may grow no more ends the run with 4 and a sentence, and goes on later", async () => {
  using folder = temporaryFolder();
  const shell = "trap '' XFSZ; ulimit -f 40";
  const { code, stderr } = await runProgram(ARGS, { cwd: folder.path, shell });
  assertEquals([code, stderr], [
    4,
    "taskproof: Cannot write to out/events.jsonl: File too large (os error 27); mend that, and the " +
    "same command with the same --out goes on\n",
  ]);
  assertEquals(journalText(`${folder.path}/out`).length, 40 * 1024);
  await assertGoesOn(folder.path);
});

Deno.test({
  name: "a full disk ends the run with 4, or leaves alone what cannot be reported; space mends it",
  ignore: !CAN_MOUNT,
  async fn() {
    using folder = temporaryFolder();
    const out = `${folder.path}/out`;
    Deno.mkdirSync(out);
    using disk = new Tmpfs(out, "40k");
    for (let attempt = 0; attempt < 2; attempt++) {
      const { code, stderr } = await runProgram(ARGS, { cwd: folder.path });
      assertStringIncludes(stderr, "Cannot write to out/events.jsonl: No space left on device");
      assertEquals(code, 4);
    }
    disk.resize("64m");
    await assertGoesOn(folder.path);
    // Room for the lock alone: what was reported before stays whole.
    const reports = ["report.json", "measurements.csv"];
    for (const name of reports) Deno.removeSync(`${out}/${name}`);
    const left = names(out);
    fill(`${out}/ballast`, { leaving: 4096 });
    const rendered = await runProgram(ARGS, { cwd: folder.path });
    assertEquals(rendered.code, 4);
    for (const name of reports) {
      assertStringIncludes(rendered.stderr, `failed: Cannot write out/${name}: No space left`);
    }
    Deno.removeSync(`${out}/ballast`);
    assertEquals(names(out), left);
    await assertGoesOn(folder.path);
  },
});

Deno.test("a report that cannot be written is named, and the others are there", async () => {
  using folder = temporaryFolder();
  const child = startProgram(ARGS, { cwd: folder.path, env: SLOW });
  await untilCells(`${folder.path}/out`, 1);
  Deno.mkdirSync(`${folder.path}/out/measurements.csv`);
  const { code, stderr } = await finish(child);
  assertStringIncludes(stderr, "Reporter csv failed: Cannot write out/measurements.csv: ");
  assertEquals(code, 4);
  assertEquals(names(`${folder.path}/out`).filter((name) => name.endsWith(".tmp")), []);
  Deno.removeSync(`${folder.path}/out/measurements.csv`);
  await assertGoesOn(folder.path);
});

Deno.test({
  name: "a full store costs warnings, and nothing half-written stays in it",
  ignore: !CAN_MOUNT,
  async fn() {
    using folder = temporaryFolder();
    Deno.mkdirSync(`${folder.path}/store`);
    using _disk = new Tmpfs(`${folder.path}/store`, "8k");
    await assertWarnsOnly(folder.path);
    assertEquals(names(`${folder.path}/store`).length, 2);
  },
});

Deno.test("a store below a file costs warnings", async () => {
  using folder = temporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/store`, "no folder");
  await assertWarnsOnly(folder.path);
});

async function assertWarnsOnly(cwd: string): Promise<void> {
  const { code, stderr } = await runProgram(ARGS, { cwd });
  assertStringIncludes(stderr, "warning: run not stored at store/");
  assertEquals(code, 0, stderr);
  assertEquals(await essenceOf(`${cwd}/out`), await (whole ??= wholeRun()));
}

Deno.test({
  name: "a folder that becomes read-only in the middle keeps the facts; reports come later",
  ignore: !CAN_FORBID,
  async fn() {
    using folder = temporaryFolder();
    const out = `${folder.path}/out`;
    const outcome = await disturb(folder.path, () => forbid(out, true));
    forbid(out, false);
    assertStringIncludes(outcome.stderr, "Reporter json failed: Cannot write out/report.json: ");
    assertEquals(outcome.code, 4);
    assertEquals(names(out), ["events.jsonl", "run.lock"]);
    await assertGoesOn(folder.path);
  },
});

Deno.test("a folder that is moved in the middle is missed, and goes on in its old place", async () => {
  using folder = temporaryFolder();
  const out = `${folder.path}/out`;
  const { code, stderr } = await disturb(folder.path, () => {
    Deno.renameSync(out, `${out}.moved`);
    Deno.writeTextFileSync(out, "a file in its place");
  });
  assertStringIncludes(stderr, "Cannot write to out/events.jsonl: it was moved or removed");
  assertEquals(code, 4);
  Deno.removeSync(out);
  Deno.renameSync(`${out}.moved`, out);
  await assertGoesOn(folder.path);
});

Deno.test("a folder that is removed in the middle is missed, and begun anew", async () => {
  using folder = temporaryFolder();
  const out = `${folder.path}/out`;
  const { code, stderr } = await disturb(
    folder.path,
    () => Deno.removeSync(out, { recursive: true }),
  );
  assertStringIncludes(stderr, "Cannot write to out/events.jsonl: it was moved or removed");
  assertEquals(code, 4);
  await assertGoesOn(folder.path);
});

/** Does something to a folder once three cells of its run are finished. */
async function disturb(cwd: string, action: () => void | Promise<void>): Promise<Outcome> {
  const child = startProgram(ARGS, { cwd, env: SLOW });
  await untilCells(`${cwd}/out`, 3);
  await action();
  return await finish(child);
}

function names(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
}
