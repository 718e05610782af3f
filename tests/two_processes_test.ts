import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { essenceOf } from "./crash/folder.ts";
import { journalText, until, untilCells } from "./crash/journal.ts";
import { finish, runProgram, startProgram, temporaryFolder } from "./fixture/program.ts";

const ARGS = ["verify", "good-*", "--profile", "smoke", "--out", "out"];
/** A run of 48 s: a program that has the folder has it as long as the other one takes to see that. */
const LONG = { FIXTURE_DELAY_MS: "2000" };

Deno.test("a folder is refused while its process lives, also paused, and taken over after kill -9", async () => {
  using folder = temporaryFolder();
  const first = startProgram(ARGS, { cwd: folder.path, env: { FIXTURE_DELAY_MS: "100" } });
  await untilCells(`${folder.path}/out`, 2);
  const sentence = `is held by process ${first.pid} on ${Deno.hostname()} since 2`;
  for (const signal of ["SIGCONT", "SIGSTOP"] as const) {
    first.kill(signal);
    const { code, stderr } = await runProgram(ARGS, { cwd: folder.path });
    assertStringIncludes(stderr, sentence);
    assertEquals(code, 2);
  }
  first.kill("SIGKILL");
  await finish(first);
  const { code, stderr } = await runProgram(ARGS, { cwd: folder.path });
  assertEquals(code, 0, stderr);
  await essenceOf(`${folder.path}/out`);
});

Deno.test("of two at the very same moment one gets the folder, ten times of ten", async () => {
  using folder = temporaryFolder();
  let began = 0;
  // The first two find nothing, the others the lock that a killed process left.
  for (let race = 0; race < 10; race++) {
    const [one, two] = [0, 1].map(() => startProgram(ARGS, { cwd: folder.path, env: LONG })) as [
      Deno.ChildProcess,
      Deno.ChildProcess,
    ];
    const ended = [one, two].map(async (child) => ({ child, ...await finish(child) }));
    const loser = await Promise.race(ended);
    const winner = loser.child === one ? two : one;
    assertStringIncludes(loser.stderr, `is held by process ${winner.pid} on ${Deno.hostname()}`);
    assertEquals(loser.code, 2);
    await until(() => journalRuns(folder.path) > began);
    began = journalRuns(folder.path);
    winner.kill("SIGKILL");
    await Promise.all(ended);
  }
  assertEquals(began, 10);
  const { code, stderr } = await runProgram(ARGS, { cwd: folder.path });
  assertEquals(code, 0, stderr);
  const { facts } = await essenceOf(`${folder.path}/out`);
  assert(facts.length > 24);
});

/** How often a run was begun or gone on with. */
function journalRuns(cwd: string): number {
  return journalText(`${cwd}/out`).split('{"type":"run"').length - 1;
}
