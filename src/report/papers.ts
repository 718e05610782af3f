import type { ClaimReport, Report } from "./schema.ts";

/** A paper that claims are taken from. */
export interface Paper {
  /** By what word a claim's place in it starts. */
  readonly id: string;
  readonly title: string;
  /** Identifier on arXiv. */
  readonly arxiv: string;
}

/** The papers whose claims are put to the test. */
export const PAPERS: readonly Paper[] = [
  { id: "P1", title: "On Task Vectors and Gradients", arxiv: "2508.16082" },
  {
    id: "P2",
    title: "Understanding and Enforcing Weight Disentanglement in Task Arithmetic",
    arxiv: "2604.17078",
  },
];

/** The word by which a claim's place starts: that of its paper. */
export function paperOf({ place }: Pick<ClaimReport, "place">): string {
  return place.split(",")[0]!;
}

/**
 * The papers of a report's claims.
 *
 * @example
 * ```ts
 * import { papersOf } from "./papers.ts";
 * import { assertEquals } from "@std/assert";
 * const claims = [{ place: "P1, Theorem 1" }, { place: "elsewhere" }];
 * assertEquals(papersOf({ claims }).map(({ id }) => id), ["P1"]);
 * ```
 */
export function papersOf(
  { claims }: { readonly claims: readonly Pick<Report["claims"][number], "place">[] },
): readonly Paper[] {
  const named = new Set(claims.map(paperOf));
  return PAPERS.filter(({ id }) => named.has(id));
}
