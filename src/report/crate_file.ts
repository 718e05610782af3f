import { decodeUntrusted, JOURNAL_NAME, readUntrusted, sha256 } from "../lab/mod.ts";
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

/**
 * Compares a folder's crate, where there is one, with the files that it lists and the run.
 *
 * @returns A sentence for each fault. A file that came later, and is not listed, is none.
 */
export function crateFaults(dir: string, report: Report): string[] {
  let text: string;
  try {
    text = decodeUntrusted(readUntrusted(`${dir}/${CRATE_NAME}`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    return [`${CRATE_NAME} cannot be read: ${(error as Error).message}`];
  }
  // Only names of ours: a forged one could lead anywhere.
  const listed = NAMES.filter((name) => text.includes(`"@id": ${JSON.stringify(name)}`));
  try {
    if (text === renderCrate(report, filesIn(dir, listed))) return [];
  } catch (error) {
    return [`a file that ${CRATE_NAME} lists cannot be read: ${(error as Error).message}`];
  }
  return [
    `${CRATE_NAME} does not describe the folder: a file was changed or removed after it was ` +
    "written; where that is right, `report DIR --reporter ro-crate` describes it anew",
  ];
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
