import { assert, assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import type { Criterion, Power } from "./criterion.ts";
import type { Fact } from "./fact.ts";
import {
  ClaimSpecSchema,
  CriterionSchema,
  FactSchema,
  PowerSchema,
  VerdictKeySchema,
  VerdictSchema,
} from "./schema.ts";
import type { ClaimSpec } from "./spec.ts";
import { soundSpec } from "./_sound_spec_testing.ts";
import type { Verdict, VerdictKey } from "./verdict.ts";

/** True only where the compiler holds two types to be identical, optional and readonly included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true
  : false;

Deno.test("the schemas' types are the interfaces", () => {
  const verdict: Same<z.output<typeof VerdictSchema>, Verdict> = true;
  const key: Same<z.output<typeof VerdictKeySchema>, VerdictKey> = true;
  const criterion: Same<z.output<typeof CriterionSchema>, Criterion> = true;
  const power: Same<z.output<typeof PowerSchema>, Power> = true;
  const fact: Same<z.output<typeof FactSchema>, Fact> = true;
  const spec: Same<z.output<typeof ClaimSpecSchema>, ClaimSpec> = true;
  assert(verdict && key && criterion && power && fact && spec);
});

Deno.test("a fact survives its file whatever its value", () => {
  for (const value of [0.1, NaN, Infinity, -Infinity, [1, NaN, -Infinity], []]) {
    const fact: Fact = { name: "gap", unit: "ulp", value, repeatable: false };
    const line = JSON.stringify(z.encode(FactSchema, fact));
    assert(!line.includes("null"));
    assertEquals(FactSchema.parse(JSON.parse(line)), fact);
  }
});

Deno.test("null, and a number as another string, are refused", () => {
  for (const value of [null, "1", "nan", [1, null], undefined]) {
    assertThrows(() => FactSchema.parse({ name: "gap", unit: "ulp", value }), z.ZodError);
  }
});

Deno.test("a verdict survives its file, and one with a field too many is refused", () => {
  const verdict: Verdict = {
    status: "inconclusive",
    reason: "too-few-seeds",
    evidence: { measured: -Infinity, unit: "1", bound: { upper: 2 }, margin: 1, n: 1 },
  };
  const text = JSON.stringify(z.encode(VerdictSchema, verdict));
  assertEquals(VerdictSchema.parse(JSON.parse(text)), verdict);
  assertThrows(() => VerdictSchema.parse({ ...JSON.parse(text), passed: true }), z.ZodError);
  assertThrows(() => VerdictSchema.parse({ status: "supported" }), z.ZodError);
});

Deno.test("a spec survives its file", () => {
  const text = JSON.stringify(z.encode(ClaimSpecSchema, soundSpec()));
  assertEquals(ClaimSpecSchema.parse(JSON.parse(text)), soundSpec());
});

Deno.test("the schemas can be published as JSON Schema", () => {
  for (const schema of [VerdictSchema, FactSchema, ClaimSpecSchema]) {
    const published = z.toJSONSchema(schema, { io: "input" });
    assert(JSON.stringify(published).includes('"additionalProperties":false'));
  }
});
