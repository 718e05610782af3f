import type { Claim } from "../lab/mod.ts";
import { unknown, UsageError } from "./usage.ts";

/**
 * The claims that ids, aliases and globs (`*`, `?`) name, in the order of the program's list;
 * all of them when there are no names.
 *
 * @throws {UsageError} for a name that fits none.
 */
export function selectClaims(claims: readonly Claim[], names: readonly string[]): Claim[] {
  if (names.length === 0) return [...claims];
  const chosen = new Set<Claim>();
  for (const name of names) {
    const pattern = globPattern(name);
    const found = claims.filter(({ spec }) => pattern.test(spec.id) || pattern.test(spec.alias));
    if (found.length === 0) {
      if (name.includes(",")) {
        throw new UsageError(`Unknown claim '${name}': separate claims by spaces.`);
      }
      const valid = claims.flatMap(({ spec }) => [spec.alias, spec.id]);
      throw unknown("claim", { word: name, valid, see: "deno task list" });
    }
    found.forEach((claim) => chosen.add(claim));
  }
  return claims.filter((claim) => chosen.has(claim));
}

function globPattern(glob: string): RegExp {
  const escaped = glob.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i");
}
