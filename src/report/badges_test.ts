import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { goldenReport, goodReport, hostile, reportWith } from "./_reports_testing.ts";
import { badgesReporter, renderBadges } from "./badges.ts";

Deno.test("a badge says the verdict as stated, and whether all is as registered", () => {
  const report = goldenReport();
  const badges = new Map(renderBadges(report).map(({ file, svg }) => [file, svg]));
  assertMatch(badges.get("badges/taskproof.svg")!, /<title>Taskproof: \d of \d differ</);
  for (const { alias, readings } of report.claims) {
    const same = readings.every(({ asRegistered }) => asRegistered);
    const words = `${readings[0]!.verdict.status}, ${same ? "as registered" : "differs"}`;
    assertStringIncludes(badges.get(`badges/${alias}.svg`)!, `>${words}</text>`);
  }
  const [all, one] = renderBadges(goodReport());
  assertStringIncludes(all!.svg, ">all 1 as registered</text>");
  assertStringIncludes(one!.svg, "<title>F1.2: supported, as registered</title>");
  const [stopped] = renderBadges({ ...report, interrupted: "SIGINT" });
  assertStringIncludes(stopped!.svg, ">not judged</text>");
});

Deno.test("no string leaves its element, its folder or the machine", () => {
  const shape = (svg: string) => [...svg.matchAll(/<\/?\w+/g)].join();
  const due = shape(renderBadges(goldenReport())[0]!.svg);
  fc.assert(
    fc.property(hostile, (text) => {
      for (const { file, svg } of renderBadges(reportWith(text))) {
        assertMatch(file, /^badges\/\w[\w.-]*\.svg$/);
        assertEquals(shape(svg), due);
        assertEquals(
          /href|src=|url\(/.test(svg.replaceAll(/>[^<]*<|aria-label="[^"]*"/g, "")),
          false,
        );
      }
    }),
    { numRuns: 50, examples: [["../../a"], ["..."]] },
  );
});

Deno.test("badges are written below the output folder", async () => {
  const dir = Deno.makeTempDirSync();
  try {
    const report = goldenReport();
    Deno.mkdirSync(`${dir}/elsewhere`);
    Deno.symlinkSync(`${dir}/elsewhere`, `${dir}/badges`);
    await badgesReporter(dir).onEnd!({ report, record: {} as never });
    const names = [...Deno.readDirSync(`${dir}/badges`)].map(({ name }) => name).toSorted();
    assertEquals(names, [...report.claims.map(({ alias }) => `${alias}.svg`), "taskproof.svg"]);
    assertEquals([...Deno.readDirSync(`${dir}/elsewhere`)], []);
    assert(Deno.readTextFileSync(`${dir}/badges/F1.2.svg`).startsWith("<svg "));
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
