import { assertEquals } from "@std/assert";
import { goldenReport } from "./_reports_testing.ts";
import { compareFolder } from "./folder_faults.ts";
import { FORMATS } from "./formats.ts";

const outcome = { report: goldenReport(), record: { cells: new Map() } as never };

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
  const reword = (text: string) => text.replace("no counter-example", "nothing against it");
  const edits = { "junit.xml": reword, "ctrf.json": reword, "summary.md": reword };
  assertEquals(await faulty(edits, true), ["junit.xml", "ctrf.json", "summary.md"]);
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
