import {
  annotationsReporter,
  badgesReporter,
  crateReporter,
  fileReporter,
  FORMATS,
  jobSummaryReporter,
  type Reporter,
} from "../report/mod.ts";
import type { Options } from "./options.ts";
import { printCommands, tellCommands } from "./output.ts";
import { unknown, UsageError } from "./usage.ts";

/** Where reporters write to, and what they may read. */
export interface ReporterPlaces {
  /** The output folder. */
  readonly dir: string;
  /** Folder of the program's source files. */
  readonly root: string;
}

/**
 * The reporters that `--reporter LIST` names, in the order in which they are to be told: by default
 * all that write a file, badges aside, and in GitHub Actions those that its pages show.
 *
 * @throws {UsageError} for a name that is none, or an empty list.
 */
export function reportersOf(
  options: Options,
  { dir, root }: ReporterPlaces,
): readonly Reporter[] {
  const makers: Readonly<Record<string, () => readonly Reporter[]>> = {
    ...Object.fromEntries(
      FORMATS.map((format) => [
        format.name,
        () => [fileReporter(format, dir), ...format.name === "summary" ? jobSummary() : []],
      ]),
    ),
    badges: () => [badgesReporter(dir)],
    annotations: () => [annotationsReporter({ root, write: spare(options) })],
    // The last one: it describes the files that the others wrote.
    "ro-crate": () => [crateReporter(dir)],
  };
  const chosen = namesOf(options) ??
    Object.keys(makers).filter((name) =>
      name !== "badges" && (name !== "annotations" || inActions())
    );
  const stray = chosen.find((name) => !Object.hasOwn(makers, name));
  if (stray !== undefined) {
    throw unknown("reporter", { word: stray, valid: Object.keys(makers) });
  }
  return Object.keys(makers).filter((name) => chosen.includes(name)).flatMap((name) =>
    makers[name]!()
  );
}

function namesOf(options: Options): readonly string[] | undefined {
  const names = options.value("reporter")?.split(",").filter((name) => name !== "");
  if (names?.length === 0) throw new UsageError("Option --reporter names no reporter.");
  return names;
}

/** The stream that nothing else is read from: the runner of GitHub Actions reads both. */
function spare(options: Options): (text: string) => void {
  return options.flag("json") || options.flag("quiet") ? tellCommands : printCommands;
}

/** The job's page shows what is appended to the file that the runner names. */
function jobSummary(): readonly Reporter[] {
  const path = variable("GITHUB_STEP_SUMMARY");
  return inActions() && path ? [jobSummaryReporter(path)] : [];
}

function inActions(): boolean {
  return variable("GITHUB_ACTIONS") === "true";
}

/** A variable of the environment; undefined where it is unset or may not be read. */
function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
