import { JOURNAL_NAME, readUntrusted, sha256 } from "../lab/mod.ts";
import { CRATE_NAME, type CrateFile, renderCrate } from "./crate.ts";
import { FORMATS, writeWhole } from "./formats.ts";
import type { Reporter } from "./reporter.ts";
import type { Report } from "./schema.ts";

/** What a crate may describe; whatever else is in a folder is not the program's. */
const NAMES: readonly string[] = [JOURNAL_NAME, ...FORMATS.map(({ file }) => file)];

/**
 * A reporter that describes the files in a folder, as they are on disk: to be the last that is told
 * of a run's end.
 */
export function crateReporter(dir: string): Reporter {
  return {
    name: "ro-crate",
    onEnd({ report }) {
      writeWhole(`${dir}/${CRATE_NAME}`, renderCrate(report, filesIn(dir, NAMES)));
    },
  };
}

/** A folder's crate as it should be, with the files that a crate there lists. */
export function renderFolderCrate(
  crate: string,
  { dir, report }: { readonly dir: string; readonly report: Report },
): string {
  // Only names of ours: a forged one could lead anywhere.
  const listed = NAMES.filter((name) => crate.includes(`"@id": ${JSON.stringify(name)}`));
  return renderCrate(report, filesIn(dir, listed));
}

/** Those of some files that are in a folder, with their sizes and digests. */
function filesIn(dir: string, names: readonly string[]): CrateFile[] {
  return names.flatMap((name) => {
    try {
      const content = readUntrusted(`${dir}/${name}`);
      return [{ name, bytes: content.length, sha256: sha256(content) }];
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
  });
}
