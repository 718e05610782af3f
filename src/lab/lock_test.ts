import { assertEquals, assertThrows } from "@std/assert";
import { temporaryFolder } from "../../tests/temporary_folder.ts";
import { LockedError, RunLock } from "./lock.ts";

Deno.test("a lock excludes a second one until it is disposed, and leaves no file", () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  {
    using _lock = RunLock.take(dir);
    assertThrows(() => RunLock.take(dir), LockedError, `process ${Deno.pid} on ${Deno.hostname()}`);
  }
  assertEquals([...Deno.readDirSync(dir)], []);
});

Deno.test("the file of a dead process on this host is taken over, torn or not", () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const holder = { pid: 1, host: Deno.hostname(), started: "2026-01-01T00:00:00.000Z" };
  for (const text of [JSON.stringify(holder), '{"pid":1,"ho', ""]) {
    Deno.writeTextFileSync(`${dir}/run.lock`, text);
    using _lock = RunLock.take(dir);
    assertEquals(JSON.parse(Deno.readTextFileSync(`${dir}/run.lock`)).pid, Deno.pid);
  }
});

Deno.test("disposed, a lock leaves alone what is not its own file any more", () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  {
    using _lock = RunLock.take(dir);
    Deno.removeSync(dir, { recursive: true });
    Deno.mkdirSync(dir);
    Deno.writeTextFileSync(`${dir}/run.lock`, "of another process");
  }
  assertEquals(Deno.readTextFileSync(`${dir}/run.lock`), "of another process");
});

Deno.test("the file of another host is never judged from here", () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  Deno.writeTextFileSync(`${dir}/run.lock`, '{"pid":7,"host":"elsewhere","started":"then"}');
  assertThrows(() => RunLock.take(dir), LockedError, "process 7 on elsewhere since then");
});
