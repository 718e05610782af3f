import { assertEquals } from "@std/assert";
import { compareFolder } from "./folder_faults.ts";
import { FORMATS } from "./formats.ts";
import { claims, outcomeOf } from "./html/_outcome_testing.ts";

const weak = [{
  suites: ["procedural"],
  profiles: ["smoke"],
  reason: "Its seeds scatter.",
  date: "2026-03-01",
}] as const;
const outcome = outcomeOf(
  claims().map((spec) => ({
    ...spec,
    controls: spec.controls.map((control) => ({ ...control, weak })),
  })),
);

/** Names of the files that are at fault once some are edited. */
async function faulty(
  edits: Readonly<Record<string, (text: string) => string>>,
  sameCode: boolean,
): Promise<string[]> {
  const dir = Deno.makeTempDirSync();
  try {
    for (const { file, render } of FORMATS) {
      const text = await render(outcome);
      Deno.writeTextFileSync(`${dir}/${file}`, edits[file]?.(text) ?? text);
    }
    const { faults } = await compareFolder(dir, { ...outcome, sameCode });
    return faults.map((fault) => fault.split(" ")[0]!);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

Deno.test("every format agrees with the facts that it was made from", async () => {
  assertEquals(await faulty({}, true), []);
  assertEquals(await faulty({}, false), []);
});

Deno.test("sentences must be this program's, unless another one ran", async () => {
  const reword = (text: string) => text.replace("refuted: ", "refuted, namely: ");
  const files = ["index.html", "junit.xml", "ctrf.json", "summary.md"];
  const edits = Object.fromEntries(files.map((file) => [file, reword]));
  assertEquals(await faulty(edits, true), files);
  assertEquals(await faulty(edits, false), []);
});

Deno.test("of another program's files, data alone must agree", async () => {
  const edits = {
    "junit.xml": (text: string) => text.replace(/<failure [^>]*>/, ""),
    "ctrf.json": (text: string) => text.replace('"status": "failed"', '"status": "passed"'),
    "measurements.csv": (text: string) => text.replace("value", "values"),
  };
  assertEquals(await faulty(edits, false), ["measurements.csv"]);
  assertEquals(await faulty(edits, true), ["measurements.csv", "junit.xml", "ctrf.json"]);
});

Deno.test("a report of schema 1 did not say which controls are weak, and agrees in all else", async () => {
  const old = (text: string) =>
    text.replace('"schemaVersion": 2', '"schemaVersion": 1').replaceAll(
      /"weak": \{[^}]*\},\s*/g,
      "",
    );
  assertEquals(await faulty({ "report.json": old }, false), []);
  const stillNew = (text: string) => old(text).replace('"schemaVersion": 1', '"schemaVersion": 2');
  assertEquals(await faulty({ "report.json": stillNew }, false), ["report.json"]);
  const better = (text: string) =>
    old(text).replace('"status": "refuted"', '"status": "supported"');
  assertEquals(await faulty({ "report.json": better }, false), ["report.json"]);
});
