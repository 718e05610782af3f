import { fileReporter, FORMATS, type Reporter } from "../report/mod.ts";
import type { Options } from "./options.ts";
import { unknown, UsageError } from "./usage.ts";

/**
 * The reporters that `--reporter LIST` names, all by default; they write into a folder.
 *
 * @throws {UsageError} for a name that is none, or an empty list.
 */
export function reportersOf(options: Options, dir: string): readonly Reporter[] {
  const list = options.value("reporter");
  if (list === undefined) return FORMATS.map((format) => fileReporter(format, dir));
  const names = list.split(",").filter((name) => name !== "");
  if (names.length === 0) throw new UsageError("Option --reporter names no reporter.");
  return [...new Set(names)].map((name) => {
    const format = FORMATS.find((format) => format.name === name);
    if (!format) throw unknown("reporter", { word: name, valid: FORMATS.map(({ name }) => name) });
    return fileReporter(format, dir);
  });
}
