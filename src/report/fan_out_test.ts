import { assertEquals } from "@std/assert";
import type { Event, PlanEvent } from "../lab/mod.ts";
import { FanOut } from "./fan_out.ts";
import type { Outcome, Reporter } from "./reporter.ts";

const EVENT = {} as Event;

/** A reporter that notes what it is told, and breaks at one of its hooks. */
function noting(name: string, heard: string[], breaksAt?: string): Reporter {
  const hook = (what: string) => () => {
    heard.push(`${name} ${what}`);
    if (what === breaksAt) throw new Error("no disk");
  };
  return {
    name,
    onBegin: hook("begin"),
    onEvent: hook("event"),
    onEnd: () => Promise.resolve().then(hook("end")),
  };
}

Deno.test("one that breaks is told nothing more, and the others all there is", async () => {
  for (const hook of ["begin", "event", "end"]) {
    const heard: string[] = [];
    const reporters = new FanOut([noting("broken", heard, hook), noting("sound", heard)]);
    reporters.onBegin({} as PlanEvent, new Set());
    reporters.onEvent(EVENT);
    reporters.onEvent(EVENT);
    await reporters.onEnd({} as Outcome);
    const of = (name: string) => heard.filter((line) => line.startsWith(name));
    assertEquals(of("sound"), ["begin", "event", "event", "end"].map((what) => `sound ${what}`));
    assertEquals(of("broken").at(-1), `broken ${hook}`);
    assertEquals(of("broken").filter((line) => line === `broken ${hook}`).length, 1);
    assertEquals(reporters.faults, ["Reporter broken failed: no disk"]);
  }
});
