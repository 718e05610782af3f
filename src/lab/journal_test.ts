import { assertEquals, assertThrows } from "@std/assert";
import { GENESIS, JournalError, NewerJournalError, seal } from "./chain.ts";
import type { FactEvent, RunEvent } from "./events.ts";
import { Journal, readJournal } from "./journal.ts";

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

function temporary(): string {
  return `${Deno.makeTempDirSync()}/events.jsonl`;
}

Deno.test("events are read back as append returned them, non-finite numbers included", () => {
  const path = temporary();
  {
    using journal = Journal.open(path);
    assertEquals([journal.append(RUN), journal.append(FACT)], [RUN, FACT]);
  }
  assertEquals(readJournal(path).events, [RUN, FACT]);
});

Deno.test("opened again, a torn last line is cut and the chain goes on", () => {
  const path = temporary();
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

Deno.test("what is no event is refused before anything is written", () => {
  const path = temporary();
  using journal = Journal.open(path);
  journal.append(RUN);
  const bad = [{ ...FACT, value: null }, { ...FACT, unit: "" }, { ...FACT, more: 1 }];
  for (const event of bad as unknown as FactEvent[]) {
    assertThrows(() => journal.append(event), TypeError, "Cannot record");
  }
  assertEquals(readJournal(path).events, [RUN]);
});

Deno.test("a newer schema, another file and a foreign line are told apart", () => {
  const path = temporary();
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
