import { assertEquals, assertGreater } from "@std/assert";
import type { Cell, CostContext } from "../../src/lab/mod.ts";
import { cost } from "./cost.ts";
import { spec } from "./spec.ts";

const context = (reading: string) => ({
  reading: spec.readings.find(({ id }) => id === reading)!,
  suite: { name: "suite", tasks: ["a", "b", "c", "d"].map((name) => ({ name })) },
} as unknown as CostContext);

function negations(reading: string, { arm = "main", profile = "default" as const } = {}) {
  const [protocol] = spec.readings.find(({ id }) => id === reading)!.protocols[profile];
  const cell = { reading, arm, seed: 0, protocol } as unknown as Cell;
  return cost(cell, context(reading)).runs.filter(({ name }) => name.startsWith("negation"));
}
const names = (...of: Parameters<typeof negations>) => negations(...of).map(({ name }) => name);

Deno.test("readings share the negations of the same updates, and controls have their own", () => {
  assertEquals(names("non-lin"), names("coded"));
  assertEquals(names("printed")[0], names("coded")[0]);
  const doubled = names("non-lin", { arm: "control:doubled-under-the-cap" });
  assertEquals(new Set([...doubled, ...names("printed"), ...names("coded")]).size, 5);
  assertEquals(names("non-lin", { arm: "control:wrong-target" })[0], names("coded")[0]);
});

Deno.test("controls of the choice look at one task of four, and nothing that is published costs", () => {
  const [one] = negations("non-lin", { arm: "control:ruinous-vectors" });
  const [all] = negations("non-lin");
  assertEquals(4 * one!.flops, all!.flops);
  assertGreater(one!.flops, 0);
  const published = { cell: { reading: "published" } as Cell, context: context("published") };
  assertEquals(cost(published.cell, published.context).runs, []);
});
