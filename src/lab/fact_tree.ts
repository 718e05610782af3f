import { sha256 } from "./digest.ts";
import type { PlanEvent } from "./events.ts";
import { canonicalJson } from "./json.ts";
import { type Hash, leafHash, treeHash } from "./merkle.ts";
import type { FinishedCell, RunRecord } from "./record.ts";

/**
 * Two digests of everything that was measured, in the order of the plan: neither depends on the order
 * of measuring, on how often the program was started, or on how the work was shared.
 */
export interface FactRoots {
  /** Merkle root over cells, each the root over its outcome and its facts as they were recorded. */
  readonly root: string;
  /**
   * SHA-256 over the repeatable numbers alone: two runs with one fingerprint measured the same to
   * the bit, wherever each took its trainings from.
   */
  readonly fingerprint: string;
}

/**
 * The digests of all finished cells of a plan.
 *
 * The tree is that of RFC 6962, and its leaves are the 32-byte roots of the cells' own trees. The
 * fingerprint is of lines of canonical JSON: for every cell its key and how it ended, then name,
 * unit and value of each repeatable fact.
 */
export function factRoots({ cells: planned }: PlanEvent, cells: RunRecord["cells"]): FactRoots {
  const finished = planned.flatMap(({ key }) => cells.get(key) ?? []);
  return {
    root: treeHash(finished.map((cell) => cellHash(cellLeaves(cell)))).toHex(),
    fingerprint: sha256(finished.flatMap(repeatableLines).join("")),
  };
}

/** Leaves of a cell's own tree, canonical JSON: how it ended, then each fact as it was recorded. */
export function cellLeaves(
  { event, facts }: {
    readonly event: Pick<FinishedCell["event"], "cell" | "outcome">;
    readonly facts: FinishedCell["facts"];
  },
): string[] {
  const { cell, outcome } = event;
  return [canonicalJson({ cell, outcome }), ...facts.map(canonicalJson)];
}

/** What a cell's own tree is in that of all cells: a leaf. */
export function cellHash(leaves: readonly string[]): Hash {
  return leafHash(treeHash(leaves.map(leafHash)));
}

/** Without the prose of an error, which may name a path. */
function repeatableLines({ event, facts }: FinishedCell): string[] {
  const { cell, outcome: { status } } = event;
  const repeatable = facts.filter((fact) => fact.repeatable)
    .map(({ name, unit, value }) => ({ name, unit, value }));
  return [{ cell, status }, ...repeatable].map((line) => `${canonicalJson(line)}\n`);
}
