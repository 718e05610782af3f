import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { DataError } from "../mod.ts";
import type { Images } from "../task_suite.ts";
import type { Labelled, RealSet } from "./_labelled.ts";
import { drawFrom, partSet } from "./_parts.ts";
import { IMAGE_BYTES } from "./_resize.ts";

const ROOMY = { train: 9999, validation: 9999, test: 9999, shots: 9999 };

/** Images that carry their own index in their first bytes; `units[label]` are the sizes of tracks. */
function labelled(units: readonly (readonly number[])[], start = 0): Labelled {
  const all = units.flatMap((sizes, label) =>
    sizes.flatMap((size, track) => Array.from({ length: size }, () => ({ label, track })))
  );
  const pixels = new Uint8Array(all.length * IMAGE_BYTES);
  const view = new DataView(pixels.buffer);
  all.forEach((_, i) => view.setUint32(i * IMAGE_BYTES, start + i));
  return {
    pixels,
    labels: Uint16Array.from(all, ({ label }) => label),
    tracks: Float64Array.from(all, ({ track }) => track),
    count: all.length,
  };
}

function indices({ pixels, count }: Images): number[] {
  const view = new DataView(pixels.buffer, pixels.byteOffset);
  return Array.from({ length: count }, (_, i) => view.getUint32(i * IMAGE_BYTES));
}

function setOf(pool: Labelled, test?: Labelled): RealSet {
  const classes = [...new Set(pool.labels)].map(String);
  return { classes, unit: "tracks", pool, ...test && { test }, files: [], content: [] };
}

const OPTIONS = { key: ["key"], sizes: ROOMY, path: "data/set" };

function split(set: RealSet, { sizes = ROOMY, seed = 1 } = {}) {
  const { pool, validation, test } = partSet(set, { ...OPTIONS, sizes });
  const drawn = drawFrom(pool, { from: set.pool, sizes, key: [seed, "draw"] });
  return { validation, test, ...drawn };
}

Deno.test("twenty images a class are split 11, 3, 4 and 2", () => {
  const { train, validation, test, prototypes } = split(
    setOf(labelled([Array(20).fill(1), Array(20).fill(1)])),
  );
  const perClass = ({ labels }: Images) =>
    [0, 1].map((label) => labels.filter((one) => one === label).length);
  assertEquals([train, validation, test, prototypes].map(perClass), [[11, 11], [3, 3], [4, 4], [
    2,
    2,
  ]]);
});

Deno.test("with a published test set, 16 images a class are split 11, 3 and 2, and all of it is used", () => {
  const test = labelled([[1], [1, 1]], 1000);
  const drawn = split(setOf(labelled([Array(16).fill(1), Array(16).fill(1)]), test));
  assertEquals([drawn.train, drawn.validation, drawn.prototypes].map(({ count }) => count), [
    22,
    6,
    4,
  ]);
  assertEquals(indices(drawn.test).sort(), [1000, 1001, 1002]);
});

const tracks = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 12 });
const sets = fc.array(tracks, { minLength: 2, maxLength: 4 });

Deno.test("no track is in two splits, no image twice, and every class is in every split", () => {
  fc.assert(
    fc.property(sets, fc.integer(), fc.integer({ min: 1, max: 60 }), (units, seed, size) => {
      const set = setOf(labelled(units));
      const sizes = { train: size, validation: size, test: size, shots: 2 };
      for (const drawn of [split(set, { seed }), split(set, { seed, sizes })]) {
        const seen = new Map<string, string>();
        const images = new Set<number>();
        for (const [name, part] of Object.entries(drawn)) {
          assertEquals(new Set(part.labels).size, units.length, name);
          for (const [n, i] of indices(part).entries()) {
            assertEquals(part.labels[n], set.pool.labels[i]);
            const track = `${set.pool.labels[i]}/${set.pool.tracks[i]}`;
            assertEquals(seen.get(track) ?? name, name, track);
            seen.set(track, name);
            assert(!images.has(i));
            images.add(i);
          }
        }
      }
      assertEquals(split(set, { seed, sizes }).prototypes.count <= 2 * units.length, true);
      assertEquals(split(set, { seed, sizes }).train.count <= Math.max(size, units.length), true);
    }),
  );
});

Deno.test("seeds change what is trained on and the prototypes, and nothing else", () => {
  const set = setOf(labelled([Array(12).fill(2), Array(9).fill(2)]));
  const [a, again, b] = [1, 1, 2].map((seed) => split(set, { seed }));
  assertEquals(a, again);
  assertEquals([a!.validation, a!.test], [b!.validation, b!.test]);
  const sorted = (images: Images) => indices(images).sort((x, y) => x - y);
  assertNotEquals(sorted(a!.train), sorted(b!.train));
  assertNotEquals(sorted(a!.prototypes), sorted(b!.prototypes));
});

Deno.test("a frame of every track comes before a second of any", () => {
  const set = setOf(labelled([Array(40).fill(3), Array(40).fill(3)]));
  const { validation } = split(set, { sizes: { ...ROOMY, validation: 12 } });
  const drawn = indices(validation).map((i) => `${set.pool.labels[i]}/${set.pool.tracks[i]}`);
  assertEquals(new Set(drawn).size, 12);
});

Deno.test("a class with too little for every split is refused", () => {
  const says = (set: RealSet, message: string) =>
    assertThrows(() => partSet(set, OPTIONS), DataError, message);
  const [enough, few] = [[1, 1, 1, 1], [9, 9, 9]];
  assertEquals(split(setOf(labelled([enough, enough]))).train.count, 2);
  says(
    setOf(labelled([enough, few])),
    "Cannot use 'data/set': expected at least 4 tracks of the class '1' to split, found 3.",
  );
  const test = labelled([[1], [1]]);
  assertEquals(split(setOf(labelled([few, few]), test)).test.count, 2);
  says(
    setOf(labelled([enough, [1, 1]]), test),
    "expected at least 3 tracks of the class '1' to split, found 2",
  );
  says(
    setOf(labelled([enough, enough]), labelled([[1]])),
    "expected images of the class '1' in the test set, found none",
  );
});
