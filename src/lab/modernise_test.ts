import { assertEquals, assertThrows } from "@std/assert";
import { GENESIS, JournalError, seal } from "./chain.ts";
import { readJournal } from "./journal.ts";

const RUN = {
  type: "run",
  schema: 1,
  started: "2026-01-01T00:00:00.000Z",
  command: ["verify"],
  code: { hash: "0".repeat(64), commit: "unknown", dirty: "unknown" },
  versions: {},
  device: { kind: "cpu", label: "cpu" },
};

/** What is read back of a journal with this first line. */
function readBack(first: object): ReturnType<typeof readJournal> {
  const path = Deno.makeTempFileSync();
  try {
    Deno.writeTextFileSync(path, seal(JSON.stringify(first), GENESIS) + "\n");
    return readJournal(path);
  } finally {
    Deno.removeSync(path);
  }
}

Deno.test("a journal of schema 1 is read as one of today", () => {
  const { events, schema } = readBack(RUN);
  assertEquals(schema, 1);
  assertEquals(events, [{ ...RUN, schema: 2 }] as unknown as typeof events);
});

Deno.test("a schema that never was is refused", () => {
  for (const schema of [0, -1, 1.5, "1", null]) {
    assertThrows(() => readBack({ ...RUN, schema }), JournalError, "does not start a run");
  }
});
