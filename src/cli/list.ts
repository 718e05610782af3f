import { type ClaimSpec, registrationOf, SUITES } from "../claim/mod.ts";
import { print } from "./output.ts";
import { parseOptions } from "./options.ts";
import type { Program } from "./program.ts";
import { UsageError } from "./usage.ts";

/**
 * `list`: a line per claim with the verdict that is registered for it as stated, its first reading,
 * in the default profile: on the procedural suite, or on both where they differ.
 */
export function listCommand(args: readonly string[], { claims }: Program): number {
  const { positional } = parseOptions(args, { valued: [], flags: [] });
  if (positional.length > 0) throw new UsageError(`list takes no '${positional[0]}'.`);
  const headings = ["claim", "id", "registered in default", "title"];
  const rows = [headings].concat(claims.map(({ spec }) => [
    spec.alias,
    spec.id,
    registeredFor(spec),
    spec.title,
  ]));
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    print(row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ").trimEnd() + "\n");
  }
  return 0;
}

function registeredFor(spec: ClaimSpec): string {
  const [first] = spec.readings;
  const [procedural, real] = SUITES.map((suite) =>
    registrationOf(spec, { reading: first!.id, suite, profile: "default" }).verdict
  );
  return procedural === real ? procedural! : `${procedural}, real: ${real}`;
}
