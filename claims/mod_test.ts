import { assertEquals } from "@std/assert";
import { problemsOf } from "../src/claim/mod.ts";
import { plan } from "../src/lab/mod.ts";
import { claims } from "./mod.ts";

const EXPERIMENTS = ["P1.6", "P1.7", "P1.8", "P1.9", "P1.10", "P1.11", "P1.12"];
const PROPERTIES = ["P2.1", "P2.2", "P2.3", "P2.4"];
const ORTHOREG = ["P2.5", "P2.6", "P2.7", "P2.8", "P2.9", "P2.10"];
const THEORY = ["P1.1", "P1.2", "P1.3", "P1.4", "P1.5"];

Deno.test("every claim's spec is consistent", () => {
  for (const { spec } of claims) assertEquals(problemsOf(spec), [], spec.alias);
});

Deno.test("ids and aliases are unique, and aliases ascend", () => {
  const aliases = claims.map(({ spec }) => spec.alias);
  assertEquals(aliases, [
    ...THEORY,
    ...EXPERIMENTS,
    ...PROPERTIES,
    ...ORTHOREG,
    "T.1",
    "T.2",
    "T.3",
    "T.4",
  ]);
  assertEquals(new Set(claims.map(({ spec }) => spec.id)).size, claims.length);
});

Deno.test("every claim's folder explains itself", async () => {
  for (const { spec } of claims) {
    const readme = await Deno.readTextFile(new URL(`${spec.id}/README.md`, import.meta.url));
    assertEquals(readme.startsWith(`# ${spec.alias} ${spec.id}\n`), true, spec.id);
    const unnamed = spec.readings.filter(({ id }) =>
      !readme.includes(id.replace(/-(device|float64)$/, ""))
    );
    assertEquals(unnamed.map(({ id }) => id), [], `${spec.alias} README leaves out readings`);
  }
});

Deno.test("the default profile covers what the theory claims promise to vary", () => {
  for (const { spec } of claims.filter(({ spec }) => THEORY.includes(spec.alias))) {
    const cells = plan([spec], { profile: "default", sources: [{ name: "synthetic" }] });
    const main = cells.filter(({ arm, input }) => arm === "main" && input === "synthetic");
    const levels = (name: string) =>
      [...new Set(main.map(({ protocol }) => protocol.settings[name]))].sort();
    assertEquals(levels("depth"), [2, 3, 4], spec.alias);
    assertEquals(levels("activation"), ["relu", "softplus", "tanh"], spec.alias);
    for (const tasks of [2, 4, 8]) assertEquals(levels("tasks").includes(tasks), true, spec.alias);
    for (const alpha of [0.3, 1]) {
      assertEquals(levels("alpha").includes(alpha), true, `${spec.alias}: α = ${alpha}`);
    }
    const reciprocal = main.some(({ protocol: { settings } }) =>
      settings.alpha === 1 / (settings.tasks as number)
    );
    assertEquals(reciprocal, true, `${spec.alias}: α = 1/T`);
    assertEquals(new Set(main.map(({ seed }) => seed)).size >= 5, true, spec.alias);
  }
});
