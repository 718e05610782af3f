import { assertEquals, assertGreater, assertThrows } from "@std/assert";
import { temporaryFolder } from "../../tests/temporary_folder.ts";
import { GENESIS, JournalError, NewerJournalError, seal } from "./chain.ts";
import type { CellEvent, FactEvent, RunEvent } from "./events.ts";
import { Journal, JournalWriteError, readJournal, writeJournal } from "./journal.ts";

const RUN: RunEvent = {
  type: "run",
  schema: 2,
  started: "2026-01-01T00:00:00.000Z",
  command: ["verify"],
  code: { hash: "0".repeat(64), commit: "unknown", dirty: "unknown" },
  versions: {},
  device: { kind: "cpu", label: "cpu" },
};
const FACT: FactEvent = {
  type: "fact",
  cell: "c",
  name: "q",
  unit: "1",
  value: [1, NaN, -Infinity, 5e-324],
  source: "fresh",
  device: "cpu",
  repeatable: true,
};

Deno.test("events are read back as append returned them, non-finite numbers included", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/events.jsonl`;
  {
    using journal = Journal.open(path);
    assertEquals([journal.append(RUN), journal.append(FACT)], [RUN, FACT]);
  }
  assertEquals(readJournal(path).events, [RUN, FACT]);
});

Deno.test("opened again, a torn last line is cut and the chain goes on", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/events.jsonl`;
  {
    using journal = Journal.open(path);
    journal.append(RUN);
    journal.append(FACT);
  }
  const text = Deno.readTextFileSync(path);
  Deno.writeTextFileSync(path, text.slice(0, -7));
  {
    using journal = Journal.open(path, readJournal(path));
    journal.append(FACT);
  }
  assertEquals(Deno.readTextFileSync(path), text);
});

Deno.test("cut off anywhere, a last line is never read, and writing it again gives the same file", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/events.jsonl`;
  {
    using journal = Journal.open(path);
    journal.append(RUN);
    journal.append(FACT);
  }
  const whole = Deno.readFileSync(path);
  const start = whole.subarray(0, -1).lastIndexOf(10) + 1;
  for (let length = start; length <= whole.length; length++) {
    Deno.writeFileSync(path, whole.subarray(0, length));
    const content = readJournal(path);
    const torn = length < whole.length;
    assertEquals(content.events, torn ? [RUN] : [RUN, FACT]);
    assertEquals(content.torn, torn ? length - start : 0);
    using journal = Journal.open(path, content);
    if (torn) journal.append(FACT);
    assertEquals(Deno.readFileSync(path), whole);
  }
  assertGreater(whole.length - start, 200);
});

Deno.test("after a line that could not be written whole, no other is", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/events.jsonl`;
  using journal = Journal.open(path);
  journal.append(RUN);
  const { writeSync } = Deno.FsFile.prototype;
  let left = 30;
  Deno.FsFile.prototype.writeSync = function (bytes) {
    if (left === 0) throw new Error("No space left on device");
    const written = writeSync.call(this, bytes.subarray(0, left));
    left -= written;
    return written;
  };
  try {
    assertThrows(() => journal.append(FACT), JournalWriteError, "No space left on device");
  } finally {
    Deno.FsFile.prototype.writeSync = writeSync;
  }
  assertThrows(() => journal.append(FACT), JournalWriteError, "the same command");
  const { events, torn } = readJournal(path);
  assertEquals([events, torn], [[RUN], 30]);
});

Deno.test("a journal that was moved or removed is missed with the next cell", () => {
  const cell: CellEvent = {
    type: "cell",
    cell: "c",
    outcome: { status: "measured", facts: 1 },
    seconds: 0,
  };
  for (const replace of [false, true]) {
    using folder = temporaryFolder();
    const path = `${folder.path}/events.jsonl`;
    using journal = Journal.open(path);
    journal.append(RUN);
    journal.append(cell);
    Deno.renameSync(path, `${path}.old`);
    if (replace) Deno.writeTextFileSync(path, "");
    assertThrows(() => journal.append(cell), JournalWriteError, "moved or removed");
  }
});

Deno.test("what is no event is refused before anything is written", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/events.jsonl`;
  using journal = Journal.open(path);
  journal.append(RUN);
  const bad = [{ ...FACT, value: null }, { ...FACT, unit: "" }, { ...FACT, more: 1 }];
  for (const event of bad as unknown as FactEvent[]) {
    assertThrows(() => journal.append(event), TypeError, "Cannot record");
  }
  assertEquals(readJournal(path).events, [RUN]);
});

Deno.test("a newer schema, another file and a foreign line are told apart", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/events.jsonl`;
  const read = (body: string) => {
    Deno.writeTextFileSync(path, seal(body, GENESIS) + "\n");
    return readJournal(path);
  };
  const newer = '{"type":"run","schema":3,"unknown":"field"}';
  assertThrows(() => read(newer), NewerJournalError, "schema 3, and this program reads schema 2");
  assertThrows(() => read('{"type":"plan"}'), JournalError, "not a journal of Taskproof");
  assertThrows(() => read('{"type":"run","schema":1}'), JournalError, "line 1 is not an event");
  const bare = (text: string) => {
    Deno.writeTextFileSync(path, text);
    return readJournal(path);
  };
  for (const text of ["theirs\n", "null\n", '{"name":"other"}\n']) {
    assertThrows(() => bare(text), JournalError, "not a journal of Taskproof");
  }
  assertThrows(() => bare(newer + "\n"), NewerJournalError, "use a newer Taskproof");
  const unsealed = '{"type":"run","schema":1}\n';
  assertThrows(() => bare(unsealed), JournalError, "line 1 carries no digest");
  const edited = seal('{"type":"run","schema":2,"n":1}', GENESIS).replace('"n":1', '"n":0');
  assertThrows(() => bare(edited + "\n"), JournalError, "does not match its digest");
});

Deno.test("a journal written whole goes through no link", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/events.jsonl`;
  const theirs = `${path}.theirs`;
  Deno.writeTextFileSync(theirs, "theirs");
  Deno.symlinkSync(theirs, `${path}.tmp`);
  writeJournal(path, [RUN]);
  assertEquals(readJournal(path).events, [RUN]);
  assertEquals(Deno.readTextFileSync(theirs), "theirs");
});
