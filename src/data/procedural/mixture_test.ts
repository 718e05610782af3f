import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { createHash } from "node:crypto";
import { stream } from "../../random/mod.ts";
import { stemFeatures } from "../stem.ts";
import { layout, texture } from "./_mixture_fields.ts";
import { badge, blob, glyph } from "./_mixture_marks.ts";
import { mixture } from "./mixture.ts";
import { Sampler } from "./_sampler.ts";

const SIZE = 16 * 16 * 3;
const drawn = mixture({ seed: 0, count: 960 });

Deno.test("same seed, same bytes; a smaller count is a prefix, another seed another mixture", () => {
  const few = mixture({ seed: 0, count: 300 });
  assertEquals(few.pixels, drawn.pixels.subarray(0, 300 * SIZE));
  assertEquals(few.labels, drawn.labels.subarray(0, 300));
  assertNotEquals(mixture({ seed: 1, count: 300 }).pixels, few.pixels);
});

Deno.test("the bytes are those that the stored base was trained on", () => {
  // This program's own. Where they change on purpose: deno task pretrain --write.
  const digest = createHash("sha256").update(drawn.pixels).update(Uint8Array.from(drawn.labels))
    .digest("hex");
  assertEquals(digest, "8eda2b54353b950e86c967f97f663bb49f1bed8ee2bec33b40d6b4f6532a786c");
});

Deno.test("every run of 240 images has each of 240 classes once, in an order of its own", () => {
  const runs = [0, 1, 2, 3].map((n) => drawn.labels.subarray(240 * n, 240 * (n + 1)));
  for (const run of runs) {
    assertEquals([...run].sort((a, b) => a - b), Array.from({ length: 240 }, (_, c) => c));
  }
  assertNotEquals(runs[0], runs[1]);
});

Deno.test("every image shows something, and no two are equal", () => {
  const seen = new Set<string>();
  for (let n = 0; n < drawn.count; n++) {
    const image = drawn.pixels.subarray(n * SIZE, (n + 1) * SIZE);
    assert(Math.max(...image) - Math.min(...image) > 20, `image ${n} is blank`);
    seen.add(image.join());
  }
  assertEquals(seen.size, drawn.count);
});

for (const [name, formula] of Object.entries({ glyph, blob, texture, layout, badge })) {
  Deno.test(`what is drawn is finite, whatever chance makes up: ${name}`, () => {
    for (let n = 0; n < 60; n++) {
      const draw = formula(new Sampler(stream("test", name, n)));
      const difficulty = n % 3 / 2;
      const canvas = draw(new Sampler(stream("test", name, n, "image")), {
        difficulty,
        ground: [0.1, 0.5, 0.9],
        colour: [0.9, 0.1, 0.2],
      });
      assert(canvas.planes.every(Number.isFinite), `class ${n}`);
    }
  });
}

Deno.test("images of a class are more alike than those of different classes", () => {
  const features = stemFeatures(drawn);
  const width = features.length / drawn.count;
  const distance = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      sum += (features[a * width + i]! - features[b * width + i]!) ** 2;
    }
    return sum;
  };
  // The nearest neighbour of an image among 240, one a class, is of its own class far above chance.
  const [queries, candidates] = [0, 1].map((run) =>
    Array.from({ length: 240 }, (_, n) => 240 * run + n)
  ) as [number[], number[]];
  const hits = queries.filter((query) => {
    const nearest = candidates.reduce((best, n) =>
      distance(query, n) < distance(query, best) ? n : best
    );
    return drawn.labels[nearest] === drawn.labels[query];
  }).length;
  assert(hits > 20, `${hits} of 240`);
});

Deno.test("options out of range are refused", () => {
  assertThrows(() => mixture({ seed: 0, count: 0 }), RangeError, "count is 0");
  assertThrows(() => mixture({ seed: 0.5, count: 1 }), RangeError, "seed 0.5");
});
