import { assertEquals } from "@std/assert";
import type { CellEvent, EndEvent, Event, FactEvent, RunEvent } from "./events.ts";
import { foldEvents, isFinished } from "./record.ts";

const RUN: RunEvent = {
  type: "run",
  schema: 2,
  started: "2026-01-01T00:00:00.000Z",
  command: [],
  code: { hash: "0", commit: "unknown", dirty: "unknown" },
  versions: {},
  device: { kind: "cpu", label: "cpu" },
};
const END: EndEvent = { type: "end", ended: RUN.started, seconds: 1, status: 0 };

const fact = (cell: string, value: number): FactEvent => ({
  type: "fact",
  cell,
  name: "q",
  unit: "1",
  value,
  source: "fresh",
  device: "cpu",
  repeatable: true,
});
const cell = (key: string): CellEvent => ({
  type: "cell",
  cell: key,
  outcome: { status: "measured", facts: 1 },
  seconds: 0,
});

function values(events: readonly Event[]): Record<string, unknown> {
  const { cells } = foldEvents(events);
  return Object.fromEntries([...cells].map(([key, { facts }]) => [key, facts.map((f) => f.value)]));
}

Deno.test("facts count once their cell is finished", () => {
  assertEquals(values([RUN, fact("a", 1), cell("a"), fact("b", 2)]), { a: [1] });
});

Deno.test("facts that a killed run left without their cell never count", () => {
  const events = [RUN, fact("a", 1), RUN, fact("a", 2), cell("a")];
  assertEquals(values(events), { a: [2] });
});

Deno.test("a cell that failed has no facts", () => {
  const outcome = { status: "error", reason: "exception", detail: "" } as const;
  assertEquals(values([RUN, fact("a", 1), { ...cell("a"), outcome }]), { a: [] });
});

Deno.test("an end counts for its run only, and an interrupted one is no finish", () => {
  assertEquals(isFinished(foldEvents([RUN, END])), true);
  assertEquals(isFinished(foldEvents([RUN])), false);
  assertEquals(isFinished(foldEvents([RUN, END, RUN])), false);
  assertEquals(isFinished(foldEvents([RUN, { ...END, interrupted: "SIGINT" }])), false);
});
