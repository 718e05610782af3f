import { z } from "zod";
import { FactEventSchema, OutcomeSchema, type PlanEvent } from "./events.ts";
import { cellHash, cellLeaves } from "./fact_tree.ts";
import { recordJson } from "./json.ts";
import { auditPath, rootFrom } from "./merkle.ts";
import type { RunRecord } from "./record.ts";
import { type Signature, SignatureSchema } from "./signature.ts";
import { parseUntrusted } from "./untrusted.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Above this many cells no tree is believed in: 2^30, paths of 30 hashes. */
const MOST_CELLS = 2 ** 30;

/** What shows that one cell belongs to a root: a file of its own. */
export const CellProofSchema = z.strictObject({
  proofVersion: z.literal(1),
  cell: z.string(),
  outcome: OutcomeSchema,
  facts: z.array(FactEventSchema),
  /** Place of the cell among the finished ones, in the order of the plan. */
  index: z.int().nonnegative(),
  /** Finished cells. */
  size: z.int().positive().max(MOST_CELLS),
  /** Hashes that lead from the cell's leaf to the root, lowest first. */
  path: z.array(digest).max(30),
  root: digest,
  /** Of the report that the cell is from, where it is signed. */
  signature: SignatureSchema.exactOptional(),
});

/** A cell's facts with the path to the root over all cells. */
export type CellProof = z.output<typeof CellProofSchema>;

/**
 * Proves that a cell with its facts belongs to a run's root.
 *
 * @throws {RangeError} when the cell is not finished.
 */
export function proveCell(
  key: string,
  { plan, cells, signature }: {
    readonly plan: PlanEvent;
    readonly cells: RunRecord["cells"];
    readonly signature?: Signature;
  },
): CellProof {
  const finished = plan.cells.flatMap(({ key }) => cells.get(key) ?? []);
  const hashes = finished.map((cell) => cellHash(cellLeaves(cell)));
  const at = finished.findIndex(({ event }) => event.cell === key);
  const { index, size, path } = auditPath(hashes, at);
  const { event: { cell, outcome }, facts } = finished[at]!;
  return {
    proofVersion: 1,
    cell,
    outcome,
    facts: [...facts],
    index,
    size,
    path: path.map((hash) => hash.toHex()),
    root: rootFrom(hashes[at]!, { index, size, path })!.toHex(),
    ...signature && { signature },
  };
}

/** A proof as text: JSON that {@linkcode readProof} reads. */
export function renderProof(proof: CellProof): string {
  return JSON.stringify(JSON.parse(recordJson(proof)), null, 2) + "\n";
}

/**
 * Reads a proof.
 *
 * @throws {SyntaxError} when the text is none.
 */
export function readProof(text: string): CellProof {
  const { success, data } = CellProofSchema.safeParse(parseUntrusted(text));
  if (!success) throw new SyntaxError("it is no proof of a cell, as audit --prove writes it");
  return data;
}

/** Says why a proof does not hold: facts, place and path must lead to its root, which its signature is of. */
export function proofFault(
  { cell, outcome, facts, signature, ...place }: CellProof,
): string | undefined {
  const signed = signature?.statement.root ?? place.root;
  if (signed !== place.root) return `the signature is of another report: its root is ${signed}`;
  if (facts.some((fact) => fact.cell !== cell)) return `a fact is not of cell '${cell}'`;
  const path = place.path.map((hash) => Uint8Array.fromHex(hash));
  const leaf = cellHash(cellLeaves({ event: { cell, outcome }, facts }));
  const led = rootFrom(leaf, { ...place, path })?.toHex();
  return led === place.root ? undefined : `cell '${cell}' does not belong to root ${place.root}`;
}
