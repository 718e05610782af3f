import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseFigures, readFigures } from "./figures.ts";
import { hundredths, printedHundredths } from "./hundredths.ts";

const HEAD = "figure,value,unit,source,place,provenance,read";
const ROW = "a/b,1.50,%,arXiv:2604.17078v1,Table 1,paper table,2026-11-24";

function faultOf(...lines: string[]): string {
  const error = assertThrows(() => parseFigures(lines.join("\n"), { file: "x.csv" }), RangeError);
  return error.message;
}

Deno.test("a row is read with its text as printed", () => {
  assertEquals(parseFigures(`${HEAD}\r\n${ROW}\r\n`, { file: "x.csv" }), [{
    figure: "a/b",
    printed: "1.50",
    value: 1.5,
    unit: "%",
    source: "arXiv:2604.17078v1",
    place: "Table 1",
    provenance: "paper table",
    read: "2026-11-24",
  }]);
  const quoted = ROW.replace("Table 1", '"Tables 1, 2"');
  assertEquals(parseFigures(`${HEAD}\n${quoted}`, { file: "x.csv" })[0]?.place, "Tables 1, 2");
});

const faults: readonly [what: string, from: string, to: string, says: string][] = [
  ["no number", "1.50", "n/a", "value is not a finite decimal number"],
  ["an infinite value", "1.50", "Infinity", "value is not a finite decimal number"],
  ["an empty value", "1.50", "", "value is not a finite decimal number"],
  ["a typographic minus", "1.50", "−1.50", "value is not a finite decimal number"],
  ["an unknown unit", "%", "percent", "unit is not one of %, points"],
  ["no source", "arXiv:2604.17078v1", "", "source is not arXiv:NNNN.NNNNN"],
  ["no place", "Table 1", "", "place is empty"],
  ["an unknown provenance", "paper table", "memory", "provenance is not one of paper table"],
  ["no date", "2026-11-24", "2026-11-31", "read is no ISO date"],
  ["a bad name", "a/b", "a//b", "figure is not a name"],
  ["a field too few", ",2026-11-24", "", "6 fields, not 7"],
  ["a field too many", ROW, `${ROW},x`, "8 fields, not 7"],
  ["an open quote", "a/b", '"a/b', ""],
];
for (const [what, from, to, says] of faults) {
  Deno.test(`${what} is refused with file and line`, () => {
    const message = faultOf(HEAD, ROW.replace("a/b", "c"), ROW.replace(from, to));
    assertEquals(message.startsWith("Cannot use x.csv, line 3: "), true, message);
    assertEquals(message.includes(says), true, message);
  });
}

Deno.test("a figure that is there twice, a blank line and other columns are refused", () => {
  assertEquals(faultOf(HEAD, ROW, ROW), "Cannot use x.csv, line 3: figure 'a/b' is there twice");
  assertEquals(faultOf(HEAD, "", ROW), "Cannot use x.csv, line 2: 0 fields, not 7");
  assertEquals(
    faultOf("figure,value", ROW).startsWith("Cannot use x.csv, line 1: the columns"),
    true,
  );
});

Deno.test("a figure or file that is not there is an error that names it", async () => {
  const figures = await readFigures("p2-table-1.csv");
  const error = assertThrows(() => figures.get("B-64/tta/abs"), RangeError);
  assertEquals(error.message, "Cannot find figure 'B-64/tta/abs': p2-table-1.csv has no such row");
  await assertRejects(() => readFigures("p3.csv"), Deno.errors.NotFound);
});

Deno.test("every file of fixtures/published is sound", async () => {
  const folder = new URL("../../fixtures/published/", import.meta.url);
  const sizes: Record<string, number> = {};
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".csv")) sizes[name] = (await readFigures(name)).names.length;
  }
  assertEquals(sizes, {
    "p1-experiments.csv": 47,
    // 6 + 4 + 15 + 5 + 12 + 11 + 76 epochs.
    "p1-gradient-norms.csv": 129,
    // Three zero-shot cells or six; three rows of six for each of four methods, or five modules.
    "p2-table-1.csv": 3 + 4 * 18,
    "p2-table-2.csv": 6 + 4 * 18,
    "p2-table-3.csv": 5 * 5,
    "p2-table-4.csv": 6 + 4 * 18,
    "p2-table-5.csv": 6 + 4 * 18,
    "p2-table-6.csv": 5 * 18,
  });
});

Deno.test("hundredths are what is printed, exactly", () => {
  fc.assert(fc.property(fc.integer({ min: -1e6, max: 1e6 }), (count) => {
    const printed = (count / 100).toFixed(2);
    assertEquals(hundredths(printed), count);
    assertEquals(printedHundredths(count / 100), count);
  }));
  assertEquals(["62.4", "+3.09", "-0.00", "7"].map(hundredths), [6240, 309, 0, 700]);
  assertThrows(() => hundredths("0.125"), RangeError, "more than two places");
});
