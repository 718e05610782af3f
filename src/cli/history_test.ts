import { assertEquals, assertThrows } from "@std/assert";
import { temporaryFolder } from "../../tests/temporary_folder.ts";
import type { HistoryEntry } from "../drift/mod.ts";
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

Deno.test("a history that cannot be written is named", () => {
  using folder = temporaryFolder();
  assertThrows(
    () => appendHistory(`${folder.path}/none/history.jsonl`, entry("1")),
    UsageError,
    "Cannot write the history",
  );
});
