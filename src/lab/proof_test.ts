import { assertEquals, assertThrows } from "@std/assert";
import type { FactEvent, PlanEvent } from "./events.ts";
import { factRoots } from "./fact_tree.ts";
import { proofFault, proveCell, readProof, renderProof } from "./proof.ts";
import type { FinishedCell } from "./record.ts";
import type { Signature } from "./signature.ts";

const KEYS = ["c/r/main/p/0", "c/r/main/p/1", "c/r/main/p/2"];
const PLAN = { cells: [...KEYS, "c/r/main/p/3"].map((key) => ({ key })) } as unknown as PlanEvent;
const FACT = { type: "fact", name: "q", unit: "1", source: "fresh", device: "cpu" } as const;
const CELLS = new Map(KEYS.map((cell, index): [string, FinishedCell] => {
  const facts: FactEvent[] = [{ ...FACT, cell, value: [index, Infinity], repeatable: true }];
  const outcome = { status: "measured", facts: 1 } as const;
  return [cell, { event: { type: "cell", cell, outcome, seconds: 1 }, facts }];
}));
const { root } = factRoots(PLAN, CELLS);

Deno.test("each finished cell is proved, and the proof is read back from its text", () => {
  for (const key of KEYS) {
    const proof = proveCell(key, { plan: PLAN, cells: CELLS });
    assertEquals(proof.root, root);
    assertEquals(readProof(renderProof(proof)), proof);
    assertEquals(proofFault(proof), undefined);
  }
  assertThrows(() => proveCell("c/r/main/p/3", { plan: PLAN, cells: CELLS }), RangeError);
});

Deno.test("a proof with another fact, outcome, place, path or root is none", () => {
  const proof = proveCell(KEYS[1]!, { plan: PLAN, cells: CELLS });
  const [fact] = proof.facts;
  const forged: readonly Partial<typeof proof>[] = [
    { facts: [{ ...fact!, value: [1, 0] }] },
    { facts: [] },
    { facts: [fact!, { ...fact!, name: "p" }] },
    { outcome: { status: "measured", facts: 2 } },
    { index: 0 },
    { size: 2 },
    { path: proof.path.toReversed() },
    { root: "0".repeat(64) },
    { cell: KEYS[0]! },
  ];
  const faults = forged.map((change) => proofFault({ ...proof, ...change }));
  assertEquals(faults.filter((fault) => fault === undefined), []);
  assertEquals(faults.at(-1), `a fact is not of cell '${KEYS[0]}'`);
});

Deno.test("what is no proof is not read", () => {
  const text = renderProof(proveCell(KEYS[1]!, { plan: PLAN, cells: CELLS }));
  const wrong = ["", "null", "[]", text.slice(0, -3), "[".repeat(1e6) + "]".repeat(1e6)]
    .concat(text.replace('"index": 1', '"index": 1e30'), text.replace('"path"', '"paths"'));
  for (const text of wrong) assertThrows(() => readProof(text), SyntaxError);
});

Deno.test("a signature that is of another root is no proof's", () => {
  const proof = proveCell(KEYS[1]!, { plan: PLAN, cells: CELLS });
  const signed = (root: string) => ({ ...proof, signature: { statement: { root } } as Signature });
  assertEquals(proofFault(signed(root)), undefined);
  const other = "0".repeat(64);
  assertEquals(
    proofFault(signed(other)),
    `the signature is of another report: its root is ${other}`,
  );
});
