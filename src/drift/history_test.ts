import { assertEquals } from "@std/assert";
import { measured } from "./_measured_testing.ts";
import { compareRuns } from "./compare.ts";
import { type HistoryEntry, historyLine, parseHistory, recall } from "./history.ts";

const run = measured([{ registered: ["refuted"] }]);
const comparison = compareRuns(run, run);
const KEY = "verdict/c/r/main";

function entry(commit: string, more: Partial<HistoryEntry> = {}): HistoryEntry {
  const { profile, suite, device } = run;
  return {
    schema: 1,
    when: "2026-01-01T00:00:00.000Z",
    commit,
    code: "other",
    profile,
    suite,
    device,
    status: 0,
    journal: commit,
    verdicts: [{ claim: "c", reading: "r", verdict: "refuted", measured: -Infinity }],
    findings: [],
    ...more,
  };
}

const past = (entries: readonly HistoryEntry[]) =>
  recall(comparison, { entries, run }).findings.map(({ past }) => past);

Deno.test("a history is read back; torn, foreign and newer lines are left out by number", () => {
  const lines = ["one", "two"].map((commit) => historyLine(entry(commit)));
  const text = [lines[0]!, '{"schema":9}\n', "\n", lines[1]!.slice(0, 40)].join("");
  assertEquals(parseHistory(text), { entries: [entry("one")], skipped: [2, 4] });
  assertEquals(parseHistory(""), { entries: [], skipped: [] });
  assertEquals(parseHistory([...lines, ...lines].join("")).entries.length, 2);
});

Deno.test("a finding says in how many of the last runs it was, and since which commit", () => {
  const had = { findings: [KEY] };
  const runs = [entry("a", had), entry("b"), entry("c", had), entry("d", had)];
  assertEquals(past(runs), [{ had: 3, of: 4, since: "c" }]);
  assertEquals(past([...runs, entry("e")]), [{ had: 3, of: 5 }]);
  const many = Array.from({ length: 30 }, (_, i) => entry(`${i}`, had));
  assertEquals(past(many), [{ had: 10, of: 10, since: "0" }]);
  const before = Array.from({ length: 10 }, (_, i) => entry(`before-${i}`));
  assertEquals(past([...before, ...many]), [{ had: 10, of: 10, since: "0" }]);
});

Deno.test("runs of other profiles, and those that were not compared, say nothing of findings", () => {
  assertEquals(past([]), [undefined]);
  assertEquals(past([entry("a", { findings: [KEY], profile: "nightly" })]), [undefined]);
  const { findings: _, ...unknown } = entry("a");
  assertEquals(past([unknown]), [{ had: 0, of: 0 }]);
  const others = { verdicts: [{ claim: "d", reading: "r", verdict: "refuted" as const }] };
  const had = { findings: [KEY] };
  assertEquals(past([entry("a", had), entry("b", others)]), [{ had: 1, of: 1, since: "a" }]);
});

Deno.test("a verdict that the same code did not always come to is flaky", () => {
  const same = { code: run.code.hash };
  const flips = (...entries: HistoryEntry[]) => past(entries)[0]?.flips;
  assertEquals(flips(entry("a", same), entry("b", same)), 2);
  const agreed = [{ claim: "c", reading: "r", verdict: "supported" as const }];
  assertEquals(flips(entry("a", { ...same, verdicts: agreed })), undefined);
  assertEquals(flips(entry("a")), undefined);
});
