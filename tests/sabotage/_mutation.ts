import type { Patch } from "./_tree.ts";

/** Something broken in a copied tree, and the test file that must fail then. */
export interface Mutation {
  readonly name: string;
  readonly patch: Patch;
  readonly test: string;
}
