import { assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import fc from "fast-check";
import type { RunRecord } from "../lab/mod.ts";
import { renderCsv } from "./csv.ts";
import { formatBound, formatInterval, formatNumber, formatSeconds } from "./format.ts";
import { escapeXml } from "./junit.ts";

Deno.test("numbers keep four digits and lose no magnitude", () => {
  const cases = {
    "0": 0,
    "24": 24,
    "123456": 123456,
    "1.235e7": 12345678,
    "3.1": 3.1,
    "1e-9": 1e-9,
    "-1.5e-300": -1.5e-300,
    "Infinity": Infinity,
    "NaN": NaN,
    "1000": 999.99999,
  };
  for (const [text, value] of Object.entries(cases)) assertEquals(formatNumber(value), text);
  fc.assert(fc.property(fc.double({ noNaN: true, min: -1e308, max: 1e308 }), (value) => {
    const read = Number(formatNumber(value));
    return Math.abs(read - value) <= 5.1e-4 * Math.abs(value);
  }));
});

Deno.test("bounds, intervals and times", () => {
  assertEquals(formatBound({ upper: 2 }), "≤ 2");
  assertEquals(formatBound({ lower: -0.5 }), "≥ -0.5");
  assertEquals(formatBound({ lower: 1.9, upper: 2.1 }), "1.9 … 2.1");
  const evidence = { measured: 1, unit: "1", bound: {}, margin: 0, n: 2 };
  const interval = { lower: 1, upper: 2, level: 0.9, replicated: "seed", n: 2 } as const;
  assertEquals(formatInterval({ ...evidence, interval }), "[1, 2]");
  assertEquals(formatInterval({ ...evidence, exact: true }), "exact");
  assertEquals([0.44, 59.6, 61].map(formatSeconds), ["0.4 s", "1 min 0 s", "1 min 1 s"]);
});

Deno.test("XML text survives any string", () => {
  assertEquals(
    escapeXml(`<a b="c">&\n\0\ud800`),
    "&lt;a b=&quot;c&quot;&gt;&amp;&#10;\ufffd\ufffd",
  );
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    return !/[<>"]|&(?!(amp|lt|gt|quot|#\d+);)/.test(escapeXml(text));
  }));
});

Deno.test("measurements.csv has a row per element, and quotes what needs it", () => {
  const cell = {
    key: "c/r/main/s:p/0",
    claim: "c",
    reading: "r",
    arm: "main",
    input: "s",
    protocol: { id: "p", settings: {} },
    part: "s:p",
    seed: 0,
  };
  const fact = {
    type: "fact",
    cell: cell.key,
    unit: 'a,"b"',
    source: "fresh",
    device: "cpu",
    repeatable: true,
  } as const;
  const facts = [
    { ...fact, name: "scalar", value: 5e-324 },
    { ...fact, name: "array", value: [NaN, 2], device: "a space after " },
  ];
  const record = {
    plan: { cells: [cell, { ...cell, key: "unfinished" }] },
    cells: new Map([[cell.key, { facts }]]),
  } as unknown as RunRecord;
  const text = renderCsv(record);
  const rows = parse(text, { skipFirstRow: true });
  assertEquals(rows.map(({ name, index, value }) => [name, index, value]), [
    ["scalar", "", "5e-324"],
    ["array", "0", "NaN"],
    ["array", "1", "2"],
  ]);
  assertEquals([rows[0]!.unit, rows[1]!.device], ['a,"b"', "a space after "]);
  const named = (name: string) =>
    renderCsv(
      { ...record, cells: new Map([[cell.key, { facts: [{ ...facts[0]!, name }] }]]) } as never,
    );
  assertStringIncludes(named("=1+1"), ",'=1+1,");
  assertStringIncludes(named("@a,b"), `,"'@a,b",`);
  assertEquals(
    text.split("\r\n")[0],
    "claim,reading,arm,protocol,seed,cell,name,index,unit,value,source,device,repeatable",
  );
});
