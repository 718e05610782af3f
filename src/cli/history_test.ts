import { assertEquals, assertThrows } from "@std/assert";
import { temporaryFolder } from "../../tests/temporary_folder.ts";
import { type HistoryEntry, historyLine } from "../drift/mod.ts";
import { appendHistory, readHistory } from "./history.ts";
import { UsageError } from "./usage.ts";

const entry = (journal: string): HistoryEntry => ({
  schema: 1,
  when: "2026-01-01T00:00:00.000Z",
  commit: "abc",
  code: "a",
  profile: "smoke",
  suite: "procedural",
  device: { kind: "cpu", label: "cpu" },
  status: 0,
  journal,
  verdicts: [],
});

Deno.test("runs are appended once each, and a torn last line costs itself only", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/history.jsonl`;
  const warnings: string[] = [];
  const read = () => readHistory(path, { warn: (message) => warnings.push(message) });
  assertEquals(read(), []);
  for (const journal of ["1", "2", "1"]) appendHistory(path, entry(journal));
  assertEquals(read().map(({ journal }) => journal), ["1", "2"]);
  Deno.writeTextFileSync(path, '{"schema":1,"when":"20', { append: true });
  appendHistory(path, entry("3"));
  assertEquals(warnings, []);
  assertEquals(read().map(({ journal }) => journal), ["1", "2", "3"]);
  assertEquals(warnings, [`${path}: line 3 is torn or of another program; left out`]);
});

Deno.test("a history is read whatever its line ends are; lines that are none get one warning", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/history.jsonl`;
  const lines = ["1", "2"].map((journal) => historyLine(entry(journal)).trimEnd());
  Deno.writeTextFileSync(path, `\uFEFF${[...lines, "x", "", "y", ""].join("\r\n")}`);
  const warnings: string[] = [];
  const entries = readHistory(path, { warn: (message) => warnings.push(message) });
  assertEquals(entries.map(({ journal }) => journal), ["1", "2"]);
  const why = "2 lines, the first of them line 3, are torn or of another program; left out";
  assertEquals(warnings, [`${path}: ${why}`]);
});

Deno.test("a file of which no line is a run's is no history, and stays as it is", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/history.jsonl`;
  const why = `Cannot use the history ${path}: none of its lines is a run's.`;
  for (const text of ["# Notes\n", '{"type":"run","schema":2}\n', "one line"]) {
    Deno.writeTextFileSync(path, text);
    assertThrows(() => readHistory(path, { warn() {} }), UsageError, why);
    assertThrows(() => appendHistory(path, entry("1")), UsageError, why);
    assertEquals(Deno.readTextFileSync(path), text);
  }
  // What a first line that was cut short left.
  Deno.writeTextFileSync(path, historyLine(entry("1")).slice(0, 30));
  appendHistory(path, entry("2"));
  assertEquals(readHistory(path, { warn() {} }).map(({ journal }) => journal), ["2"]);

  assertThrows(() => readHistory("/dev/null", { warn() {} }), UsageError, "no regular file");
});

Deno.test("a history that cannot be written is named", () => {
  using folder = temporaryFolder();
  assertThrows(
    () => appendHistory(`${folder.path}/none/history.jsonl`, entry("1")),
    UsageError,
    "Cannot write the history",
  );
});
