import { assertEquals, assertThrows } from "@std/assert";
import { FORMATS } from "../report/mod.ts";
import { parseOptions } from "./options.ts";
import { reportersOf } from "./reporters.ts";
import { UsageError } from "./usage.ts";

const VARIABLES = ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"];
const FILES = FORMATS.map(({ name }) => name);

function names(list?: string): string[] {
  const args = list === undefined ? [] : ["--reporter", list];
  const options = parseOptions(args, { valued: ["reporter"], flags: ["json", "quiet"] });
  return reportersOf(options, { dir: "out", root: "." }).map(({ name }) => name);
}

function withEnvironment(values: Readonly<Record<string, string>>, act: () => void): void {
  const before = VARIABLES.map((name) => [name, Deno.env.get(name)] as const);
  const set = (name: string, value: string | undefined) =>
    value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
  VARIABLES.forEach((name) => set(name, values[name]));
  try {
    act();
  } finally {
    before.forEach(([name, value]) => set(name, value));
  }
}

Deno.test("by default every file is written, the one that describes them last", () => {
  withEnvironment({ GITHUB_STEP_SUMMARY: "job.md" }, () => {
    assertEquals(names(), [...FILES, "ro-crate"]);
  });
});

Deno.test("in GitHub Actions its pages are written to besides", () => {
  withEnvironment({ GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: "job.md" }, () => {
    const expected = FILES.flatMap((name) => name === "summary" ? [name, name] : [name]);
    assertEquals(names(), [...expected, "annotations", "ro-crate"]);
    assertEquals(names("csv"), ["csv"]);
  });
});

Deno.test("a list is told in the program's order, each name once", () => {
  withEnvironment({}, () => {
    assertEquals(names("ro-crate,badges,csv,json,csv"), ["json", "csv", "badges", "ro-crate"]);
    assertEquals(names("annotations,"), ["annotations"]);
  });
});

Deno.test("what is no reporter is refused", () => {
  assertThrows(() => names("json,toString"), UsageError, "Unknown reporter 'toString'");
  assertThrows(() => names(","), UsageError, "Option --reporter names no reporter.");
});
