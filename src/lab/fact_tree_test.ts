import { assertEquals, assertNotEquals } from "@std/assert";
import type { FactEvent, PlanEvent } from "./events.ts";
import { factRoots } from "./fact_tree.ts";
import type { FinishedCell } from "./record.ts";

const KEYS = ["c/r/main/p/0", "c/r/main/p/1", "c/r/main/p/2"];
const PLAN = { cells: KEYS.map((key) => ({ key })) } as unknown as PlanEvent;

function finished(key: string, change: Partial<FactEvent> = {}): [string, FinishedCell] {
  const fact = (name: string, more: Partial<FactEvent>): FactEvent => ({
    type: "fact",
    cell: key,
    name,
    unit: "1",
    value: [1, NaN],
    source: "fresh",
    device: "cpu",
    repeatable: true,
    ...more,
  });
  const outcome = { status: "measured", facts: 2 } as const;
  return [key, {
    event: { type: "cell", cell: key, outcome, seconds: 1 },
    facts: [fact("q", change), fact("time", { value: 3, repeatable: false })],
  }];
}

const roots = (...cells: [string, FinishedCell][]) => factRoots(PLAN, new Map(cells));
const a = finished(KEYS[0]!), b = finished(KEYS[1]!), c = finished(KEYS[2]!);
const WHOLE = roots(a, b, c);

Deno.test("the order of measuring, and how long it took, change neither digest", () => {
  assertEquals(roots(c, a, b), WHOLE);
  const slow: FinishedCell = { ...a[1], event: { ...a[1].event, seconds: 9 } };
  assertEquals(roots([a[0], slow], b, c), WHOLE);
});

Deno.test("where a fact came from changes the root, and a number both", () => {
  const cached = roots(a, finished(KEYS[1]!, { source: "cached" }), c);
  assertNotEquals(cached.root, WHOLE.root);
  assertEquals(cached.fingerprint, WHOLE.fingerprint);
  for (const change of [{ value: [1, 0] }, { name: "p" }, { unit: "%" }]) {
    const other = roots(a, finished(KEYS[1]!, change), c);
    assertNotEquals(other.root, WHOLE.root);
    assertNotEquals(other.fingerprint, WHOLE.fingerprint);
  }
});

Deno.test("a cell that is not finished, or ended otherwise, changes both", () => {
  const [key, { event }] = a;
  const outcome = { status: "error", reason: "exception", detail: "" } as const;
  const failed: FinishedCell = { event: { ...event, outcome }, facts: [] };
  for (const other of [roots(a, b), roots([key, failed], b, c)]) {
    assertNotEquals(other.root, WHOLE.root);
    assertNotEquals(other.fingerprint, WHOLE.fingerprint);
  }
});
