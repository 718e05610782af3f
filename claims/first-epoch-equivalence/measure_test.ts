import { assertLess } from "@std/assert";
import { syntheticSource } from "../../src/data/mod.ts";
import type { Cell, Lab } from "../../src/lab/mod.ts";
import { measure } from "./measure.ts";
import { spec } from "./spec.ts";

const lab: Lab = {
  get engine(): never {
    throw new TypeError("float64 needs no device");
  },
  remember: (_recipe, train) => Promise.resolve(train()),
};

Deno.test("in float64 the arms differ by less than 1e-12 of the movement", async () => {
  const reading = spec.readings.find(({ id }) => id === "float64-one-graph")!;
  for (const protocol of reading.protocols.smoke) {
    const part = `synthetic:${protocol.id}`;
    const names = { claim: spec.id, reading: reading.id, arm: "main", input: "synthetic" };
    const cell: Cell = { ...names, key: part, protocol, part, seed: 0 };
    const facts = new Map<string, number>();
    await measure({
      cell,
      reading,
      lab,
      source: syntheticSource(),
      get suite(): never {
        throw new TypeError("a theory claim needs no suite");
      },
      record: ({ name, value }) => facts.set(name, value as number),
    });
    assertLess(facts.get("relative-gap")!, 1e-12);
  }
});
