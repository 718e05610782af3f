/** Merkle trees as in RFC 6962 (Certificate Transparency), section 2.1. */
import { sha256Bytes } from "./digest.ts";

/** A SHA-256 digest; 32 bytes. */
export type Hash = Uint8Array;

/** Where a leaf stands in a tree, and the hashes that lead from it to the root, lowest first. */
export interface AuditPath {
  /** From 0. */
  readonly index: number;
  /** Leaves of the tree. */
  readonly size: number;
  readonly path: readonly Hash[];
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of a leaf's data; the prefix keeps any leaf from passing for a node. */
export function leafHash(data: string | Uint8Array): Hash {
  return sha256Bytes(LEAF, data);
}

/**
 * Root of a tree from the hashes of its leaves: the left part holds the largest power of two that
 * leaves something for the right one.
 *
 * @example
 * ```ts
 * import { auditPath, leafHash, rootFrom, treeHash } from "./merkle.ts";
 * import { assertEquals } from "@std/assert";
 * const leaves = ["a", "b", "c"].map(leafHash);
 * assertEquals(rootFrom(leafHash("b"), auditPath(leaves, 1)), treeHash(leaves));
 * ```
 */
export function treeHash(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return sha256Bytes();
  if (leaves.length === 1) return leaves[0]!;
  const split = splitOf(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

/**
 * The path by which one leaf is checked alone.
 *
 * @throws {RangeError} when there is no such leaf.
 */
export function auditPath(leaves: readonly Hash[], index: number): AuditPath {
  if (!(index in leaves)) {
    throw new RangeError(`Cannot prove leaf ${index}: the tree has ${leaves.length} leaves`);
  }
  return { index, size: leaves.length, path: pathTo(leaves, index) };
}

/** The root that a leaf's path leads to, or undefined where the path does not fit the place. */
export function rootFrom(leaf: Hash, { index, size, path }: AuditPath): Hash | undefined {
  if (index >= size) return undefined;
  if (size === 1) return path.length === 0 ? leaf : undefined;
  const other = path.at(-1);
  if (other === undefined) return undefined;
  const split = splitOf(size);
  const rest = path.slice(0, -1);
  if (index < split) {
    const left = rootFrom(leaf, { index, size: split, path: rest });
    return left && nodeHash(left, other);
  }
  const right = rootFrom(leaf, { index: index - split, size: size - split, path: rest });
  return right && nodeHash(other, right);
}

function pathTo(leaves: readonly Hash[], index: number): Hash[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...pathTo(left, index), treeHash(right)]
    : [...pathTo(right, index - split), treeHash(left)];
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256Bytes(NODE, left, right);
}

/** The largest power of two below a size of at least 2. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}
