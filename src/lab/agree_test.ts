import { assertEquals } from "@std/assert";
import { soundSpec } from "../claim/_sound_spec_testing.ts";
import { differenceFrom } from "./agree.ts";
import { JOURNAL_SCHEMA, type RunEvent } from "./events.ts";
import { planEvent } from "./plan_event.ts";
import { foldEvents } from "./record.ts";

const PLAN = planEvent([soundSpec()], { profile: "smoke", suite: "procedural", sources: [] });
const RUN: RunEvent = {
  type: "run",
  schema: JOURNAL_SCHEMA,
  started: "2026-01-01T00:00:00.000Z",
  command: ["verify"],
  code: { hash: "c".repeat(64), commit: "abc", dirty: false },
  versions: { v8: "1" },
  device: { kind: "cpu", label: "cpu" },
};
const now = { plan: PLAN, code: RUN.code.hash, device: RUN.device, versions: { v8: "2" } };

Deno.test("a run goes on under the V8 that it began with, as that decides bits of float64", () => {
  assertEquals(
    differenceFrom(foldEvents([RUN, PLAN]), now),
    "the version of V8 was 1 and is now 2",
  );
  assertEquals(
    differenceFrom(foldEvents([RUN, PLAN]), { ...now, versions: RUN.versions }),
    undefined,
  );
  assertEquals(differenceFrom(foldEvents([{ ...RUN, versions: {} }, PLAN]), now), undefined);
});
