import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLess,
  assertMatch,
  assertNotMatch,
} from "@std/assert";
import fc from "fast-check";
import { KINDS, made, type MadeReading, squares } from "./_testing.ts";
import { type Plot, plotsOf } from "./mod.ts";

/** Set to write the files anew; the difference is then reviewed as code is. */
const UPDATE = Deno.env.has("UPDATE_GOLDEN");

async function drawn(readings: readonly MadeReading[]): Promise<readonly Plot[]> {
  const { claim, record } = made(readings);
  return await plotsOf(claim, record);
}

async function plotOf(id: string, readings = KINDS[id]!): Promise<Plot> {
  const plot = (await drawn(readings)).find((plot) => plot.id === id);
  assert(plot, `no plot ${id}`);
  return plot;
}

for (const id of Object.keys(KINDS)) {
  Deno.test(`the plot '${id}' is drawn as it was`, async () => {
    const { svg, title, legend, numbers } = await plotOf(id);
    const file = new URL(`../../../tests/golden/plot-${id}.svg.txt`, import.meta.url);
    // A line an element, and a page's end of line: differences can then be read.
    const text = `<!-- ${[`${title}.`, legend, ...numbers].join("\n")} -->\n${
      svg.replaceAll("><", ">\n<")
    }\n`;
    if (UPDATE) await Deno.writeTextFile(file, text);
    assertEquals(text, await Deno.readTextFile(file));
  });
}

/** Where a text stands, in the units of the group that it is in. */
function placeOf(svg: string, text: string): readonly [number, number] {
  const found = new RegExp(`<text[^>]*transform="translate\\(([^,]+),([^)]+)\\)"[^>]*>${text}<`);
  const [, x, y] = found.exec(svg) ?? [];
  assert(x !== undefined && y !== undefined, `no text '${text}'`);
  return [Number(x), Number(y)];
}

Deno.test("decades are equally far apart on logarithmic axes", async () => {
  const { svg } = await plotOf("slope-float64");
  const x = ["1e-4", "1e-3", "1e-2", "1e-1", "1e0"].map((tick) => placeOf(svg, tick)[0]);
  const steps = x.slice(1).map((place, i) => place - x[i]!);
  // Four decades and 4 % on either side over the 400 pixels of a single panel.
  for (const step of steps) assertAlmostEquals(step, 400 / (4 * 1.08), 0.15);
});

Deno.test("the fitted line goes through its points, with their slope", async () => {
  const { svg } = await plotOf("slope-float64");
  const [line] = [
    ...svg.matchAll(/stroke="currentColor"[^>]* d="M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)"/g),
  ];
  const [x1, y1, x2, y2] = line!.slice(1).map(Number) as [number, number, number, number];
  // From η = 1e-4 to 1e-1 (beyond is the ceiling) at the geometric mean of factors 1 and 2, on axes
  // of 4 decades over 400 pixels, and of 9 (1e-8 to 1e1) over 120 pixels, each with 8 % to spare.
  const decade = { x: 400 / (4 * 1.08), y: 120 / (9 * 1.08) };
  assertAlmostEquals(x2 - x1, 3 * decade.x, 0.15);
  assertAlmostEquals(y1 - y2, 2 * 3 * decade.y, 0.15);
  assertAlmostEquals(x1, 0.16 * decade.x, 0.1);
  assertAlmostEquals(120 - y1, (Math.log10(Math.SQRT2) + 0.36) * decade.y, 0.1);
});

Deno.test("points that are not fitted are hollow", async () => {
  const { svg } = await plotOf("slope-float64");
  const circles = [...svg.matchAll(/<circle[^>]*>/g)].map(([circle]) => circle);
  // Two seeds of five points, of which one is beyond the ceiling.
  assertEquals(circles.filter((circle) => circle.includes("fill=")).length, 8);
  assertEquals(circles.length, 10);
});

async function numbersOf(id: string): Promise<string> {
  return (await plotOf(id)).numbers.join("\n");
}

Deno.test("numbers are said in words", async () => {
  assertMatch(
    await numbersOf("slope-float64"),
    /slope 2 .*of 2 seeds, claimed within 1\.9/,
  );
  // Gains of 2 and 3: 2.5 ± t(.95, 1) · .5 = 6.314 · .5.
  assertMatch(await numbersOf("judged"), /small 2\.500 \[-0\.6569, 5\.657\]/);
  assertMatch(await numbersOf("judged"), /published \(published\): 4, claimed ≥ 0/);
  assertMatch(await numbersOf("shares"), /mean over 2 parts 0\.5000 .* at epoch 1/);
});

Deno.test("readings that have the same are shown once", async () => {
  const [reading] = KINDS["slope-float64"]!;
  const { svg, numbers } = await plotOf("slope-float64", [reading!, {
    ...reading!,
    id: "again",
  }]);
  assertMatch(numbers.join(), /the same for again/);
  assertEquals(svg.match(/[^>]*again/g), ["stated, again"]);
});

Deno.test("what is too long for a line is put in two", async () => {
  const { svg } = await plotOf("trajectories");
  assertMatch(svg, /<tspan>second principal<\/tspan><tspan x="0" dy="13">component</);
  const [map] = KINDS.disentanglement!;
  const maps = await plotOf("disentanglement", [
    map!,
    {
      ...map!,
      id: "of-the-same-length",
      parts: {
        made: map!.parts["suite:made"]!.map((facts) => ({ ...facts, "surface-axis": [0, 1, 2] })),
      },
    },
  ]);
  const [first, second] = ["plain: of-the-same-", "length"].map((line) => placeOf(maps.svg, line));
  assertEquals(first![0], second![0]);
  assertEquals(second![1] - first![1], 13);
});

Deno.test("there is no plot where no fact calls for one", async () => {
  const criterion = KINDS.shares![0]!.criterion;
  assertEquals(await drawn([{ id: "stated", criterion, parts: { made: [{ other: 1 }] } }]), []);
  assertEquals(await drawn([]), []);
});

Deno.test("the same facts give the same text, and ids are a claim's own", async () => {
  const all = Object.values(KINDS).flat().map((reading, i) => ({
    ...reading,
    id: `${reading.id}-${i}`,
  }));
  const [once, again] = [await drawn(all), await drawn(all)];
  assertEquals(once, again);
  const ids = once.map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length);
  for (const id of ids) assertMatch(id, /^[a-z0-9-]+$/);
});

/** What a picture of ours may hold: no link, style, script, id or event. */
const ATTRIBUTE = "xmlns|viewBox|width|height|transform|d|dy|x2?|y2?|cx|cy|r|opacity|text-anchor|" +
  "fill(?:-opacity)?|stroke(?:-width|-dasharray)?|font-(?:family|size|weight)";
const TAG = new RegExp(
  `<(?:svg|g|path|line|rect|circle|text|tspan)(?: (?:${ATTRIBUTE})="[^"<>&]*")*/?>|</(?:svg|g|text|tspan)>`,
  "g",
);

function assertHarmless({ svg }: Plot): void {
  const rest = svg.replaceAll(TAG, "");
  assertNotMatch(rest, /[<>]/);
  assertNotMatch(rest, /&(?!(?:amp|lt|gt|quot);)/);
  assertEquals(svg.match(/<svg /g)?.length, 1);
}

const HOSTILE = [
  "<script>alert(1)</script>",
  "]]><script>",
  '" onload="alert(1)',
  "</text></svg><img src=x onerror=alert(1)>",
  "datum['x'] || alert(1)",
  "{signal}",
  "&lt;b&gt;&#0;",
  "a.b[0]",
  "__proto__",
  "constructor",
  "line\nbreak\u0000\u0008\u202e",
  "",
  "x".repeat(10_000),
];

Deno.test("no name of a fact, a reading or a part is more than text", async () => {
  for (const readings of Object.values(KINDS)) {
    const renamed = HOSTILE.flatMap((text) =>
      readings.map((reading, i) => ({
        ...{ ...reading, id: `${text}${i}` },
        parts: Object.fromEntries(
          Object.entries(reading.parts).map(([part, seeds]) => [`${part}${text}`, seeds]),
        ),
      }))
    );
    for (const plot of await drawn(renamed)) assertHarmless(plot);
  }
  const ofNames = HOSTILE.filter((text) => text !== "").map((quantity, i): MadeReading => ({
    id: `stated-${i}`,
    criterion: { kind: "every-trial", quantity, unit: quantity, atMost: 1 },
    parts: { made: [1, 2].map((value) => Object.fromEntries([[quantity, value]])) },
  }));
  const plots = await drawn(ofNames);
  plots.forEach(assertHarmless);
  assertEquals(plots.length, ofNames.length);
});

Deno.test("values that cannot be drawn are left out, and the words say so", async () => {
  for (const bad of [NaN, -Infinity, 1e308, 5e-324]) {
    for (const [id, readings] of Object.entries(KINDS)) {
      const spoilt = readings.map((reading) => ({
        ...reading,
        parts: Object.fromEntries(
          Object.entries(reading.parts).map(([part, seeds]) => [
            part,
            seeds.map((facts, seed) => seed === 0 ? withBad(facts, bad) : facts),
          ]),
        ),
      }));
      for (const plot of await drawn(spoilt)) {
        assertHarmless(plot);
        assertNotMatch(plot.svg, /NaN|Infinity|undefined|e[+-]\d{3}/, `${id} with ${bad}`);
        if (plot.id === id) {
          assertMatch([plot.legend, ...plot.numbers].join(), /left out/, `${id} with ${bad}`);
        }
      }
    }
  }
});

/** Facts in which the second entry of every array, and every scalar that is no parameter, is bad. */
function withBad(facts: MadeReading["parts"][string][number], bad: number) {
  const isParameter = (name: string) =>
    /^(stiffness|surface-axis|angle-edges|pca-budgets)$/.test(name);
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (isParameter(name)) return [name, value];
      if (typeof value === "number") return [name, name === "without" ? value : bad];
      return [name, value.map((entry, i) => i === 1 ? bad : entry)];
    }),
  );
}

Deno.test("no facts make a plot throw", async () => {
  const names = [
    ...new Set(
      Object.values(KINDS).flat().flatMap(({ parts }) =>
        Object.values(parts).flat().flatMap(Object.keys)
      ),
    ),
  ];
  const criteria = Object.values(KINDS).map(([reading]) => reading!.criterion);
  const number = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }));
  const value = fc.oneof(number, fc.array(number, { maxLength: 9 }));
  const facts = fc.dictionary(fc.constantFrom(...names), value, { minKeys: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(facts, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...criteria),
      async (seeds, criterion) => {
        const plots = await drawn([{ id: "stated", criterion, parts: { made: seeds } }]);
        for (const plot of plots) {
          assertHarmless(plot);
          assertNotMatch(plot.svg, /NaN|Infinity|undefined/);
        }
      },
    ),
    { numRuns: 40, seed: 1 },
  );
});

Deno.test("an array that is too long to be drawn is not", async () => {
  const { criterion } = KINDS.shares![0]!;
  const shares = Array.from({ length: 1e6 }, () => 0.1);
  assertEquals(await drawn([{ id: "stated", criterion, parts: { made: [{ shares }] } }]), []);
});

Deno.test("ten thousand seeds make no more than a few hundred dots", async () => {
  const [reading] = KINDS["slope-float64"]!;
  const seeds = Array.from({ length: 10_000 }, (_, i) => squares(1 + i % 2));
  const { svg, legend, numbers } = await plotOf("slope-float64", [{
    ...reading!,
    parts: { made: seeds },
  }]);
  // 300 of each mark at most: those that are fitted, and those that are not.
  assertLess(svg.match(/<circle/g)!.length, 601);
  assertMatch(numbers.join(), /over 10000 of 10000 seeds/);
  assertMatch(legend, /Of more than 300 dots/);
});
