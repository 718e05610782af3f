import { print } from "./output.ts";
import { parseOptions } from "./options.ts";
import type { Program } from "./program.ts";
import { UsageError } from "./usage.ts";

/** `list`: a line per claim with the verdict registered for it as stated, its first reading. */
export function listCommand(args: readonly string[], { claims }: Program): number {
  const { positional } = parseOptions(args, { valued: [], flags: [] });
  if (positional.length > 0) throw new UsageError(`list takes no '${positional[0]}'.`);
  const headings = ["claim", "id", "registered", "title"];
  const rows = [headings].concat(claims.map(({ spec }) => [
    spec.alias,
    spec.id,
    [...new Set(spec.registered.filter(isFirstReading(spec)).map(({ verdict }) => verdict))].join(
      "/",
    ),
    spec.title,
  ]));
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    print(row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ").trimEnd() + "\n");
  }
  return 0;
}

function isFirstReading({ readings }: Program["claims"][number]["spec"]) {
  return ({ reading }: { reading: string }) => reading === readings[0]?.id;
}
