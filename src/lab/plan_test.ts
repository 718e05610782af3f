import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import type { ClaimSpec, Protocol, Reading } from "../claim/mod.ts";
import { countCells, plan } from "./plan.ts";
import { planEvent, specHash } from "./plan_event.ts";

const protocols = (
  ...ids: string[]
): Readonly<Record<"smoke" | "default" | "nightly", Protocol[]>> => {
  const all = ids.map((id) => ({ id, settings: {} }));
  return { smoke: all.slice(0, 1), default: all, nightly: all };
};

const reading = (id: string, more: Partial<Reading> = {}): Reading => ({
  id,
  statement: "",
  arithmetic: "float64",
  criterion: { kind: "every-trial", quantity: "q", unit: "1", atMost: 1 },
  protocols: protocols("p", "q"),
  ...more,
});

const SPEC: ClaimSpec = {
  id: "claim",
  alias: "C1",
  version: 1,
  title: "",
  statement: "",
  place: "",
  quantity: { name: "q", unit: "1", shape: "scalar" },
  readings: [reading("first"), reading("by-hand", { constructed: true })],
  controls: [{
    id: "broken",
    kind: "negative",
    why: "",
    readings: ["first"],
    registered: ["refuted"],
    protocols: protocols("p"),
  }],
  ledger: [],
  registered: [],
  seeds: { smoke: 2, default: 3, nightly: 4 },
};
const SOURCES = [{ name: "a", digest: "1" }, { name: "b", digest: "2" }];

Deno.test("cells go by reading, arm, source, protocol and seed", () => {
  assertEquals(plan([SPEC], { profile: "smoke", sources: SOURCES }).map(({ key }) => key), [
    "claim/first/main/a:p/0",
    "claim/first/main/a:p/1",
    "claim/first/main/b:p/0",
    "claim/first/main/b:p/1",
    "claim/first/control:broken/a:p/0",
    "claim/first/control:broken/a:p/1",
    "claim/first/control:broken/b:p/0",
    "claim/first/control:broken/b:p/1",
    "claim/by-hand/main/constructed:p/0",
  ]);
});

Deno.test("a block of seeds starts anywhere, but what is not sampled has seed 0", () => {
  const cells = plan([SPEC], { profile: "smoke", sources: SOURCES, seeds: 2, firstSeed: 8 });
  assertEquals([...new Set(cells.map(({ seed }) => seed))], [8, 9, 0]);
  assertEquals(cells.at(-1)!.key, "claim/by-hand/main/constructed:p/0");
});

Deno.test("only the arms that are asked for are planned, and the hash knows", () => {
  const options = { profile: "smoke", suite: "procedural", sources: SOURCES } as const;
  const arms = ["claim/first/control:broken"];
  const some = planEvent([SPEC], { ...options, arms });
  assertEquals([...new Set(some.cells.map(({ arm }) => arm))], ["control:broken"]);
  assertEquals(countCells([SPEC], { ...options, arms }), some.cells.length);
  assertEquals(countCells([SPEC], options), planEvent([SPEC], options).cells.length);
  const hashes = [{}, { arms }, { seeds: 2 }, { seeds: 2, firstSeed: 8 }, {
    seeds: 2,
    firstSeed: 9,
  }]
    .map((more) => planEvent([SPEC], { ...options, ...more }).hash);
  assertEquals(new Set(hashes).size, hashes.length);
});

Deno.test("the profile chooses protocols and seeds, --seeds overrides the latter", () => {
  const count = (profile: "smoke" | "default", seeds?: number) =>
    plan([SPEC], { profile, sources: SOURCES, ...(seeds && { seeds }) }).length;
  assertEquals(count("default"), 2 * 2 * 3 + 2 * 3 + 2);
  assertEquals(count("default", 1), 2 * 2 + 2 + 2);
});

Deno.test("a drawn reading runs on no data, once a seed", () => {
  const drawn = { ...SPEC, readings: [reading("drawn", { drawn: true })], controls: [] };
  assertEquals(plan([drawn], { profile: "smoke", sources: SOURCES }).map(({ key }) => key), [
    "claim/drawn/main/drawn:p/0",
    "claim/drawn/main/drawn:p/1",
  ]);
});

Deno.test("two cells never share a key", () => {
  assertThrows(
    () => plan([SPEC, SPEC], { profile: "smoke", sources: SOURCES }),
    RangeError,
    "cell 'claim/first/main/a:p/0' is there twice",
  );
});

Deno.test("the plan's hash covers sources and specs", () => {
  const hash = (spec: ClaimSpec, sources = SOURCES) =>
    planEvent([spec], { profile: "smoke", suite: "procedural", sources }).hash;
  assertEquals(hash(SPEC), hash({ ...SPEC }));
  assertNotEquals(hash(SPEC), hash({ ...SPEC, version: 2 }));
  assertNotEquals(hash(SPEC), hash(SPEC, [{ name: "a", digest: "3" }, SOURCES[1]!]));
  assertNotEquals(specHash(SPEC), specHash({ ...SPEC, readings: [reading("first")] }));
});
