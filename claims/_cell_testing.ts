import type { FactValue, Protocol } from "../src/claim/mod.ts";
import { proceduralSuite } from "../src/data/mod.ts";
import type { Engine } from "../src/engine/mod.ts";
import type { Cell, Claim, Lab, Run } from "../src/lab/mod.ts";

/** The suite that cells are measured on here. */
export const suite = proceduralSuite({ profile: "smoke" });

/** Measures one cell of a claim at seed 0 and gives its facts by name. */
export async function factsOfCell(
  { spec, measure }: Pick<Claim, "spec" | "measure">,
  { lab, reading: id, arm = "main", protocol }: {
    lab: Lab;
    reading: string;
    arm?: string;
    protocol: Protocol;
  },
): Promise<Record<string, FactValue>> {
  const reading = spec.readings.find((reading) => reading.id === id)!;
  const names = { claim: spec.id, reading: id, input: "procedural", part: protocol.id };
  const cell: Cell = { ...names, arm, key: arm, protocol, seed: 0 };
  const facts: Record<string, FactValue> = {};
  await measure({
    ...{ cell, reading, lab, suite },
    get source(): never {
      throw new TypeError("an experiment is measured on the suite");
    },
    record: ({ name, value }) => facts[name] = value,
  });
  return facts;
}

/** A lab that makes every run once and keeps it in a map. */
export function remembering(engine: Engine, runs: Map<string, Run>): Lab {
  return {
    engine,
    async remember<R extends Run>(recipe: object, train: () => Promise<R> | R) {
      const key = JSON.stringify(recipe);
      if (!runs.has(key)) runs.set(key, await train());
      return runs.get(key) as R;
    },
  };
}
