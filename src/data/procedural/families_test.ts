import { assert, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { stream } from "../../random/mod.ts";
import { drawImages } from "./_draw_images.ts";
import { FAMILIES, type FamilyName } from "./families.ts";

const NAMES = Object.keys(FAMILIES) as FamilyName[];
const indices = Array.from({ length: 240 }, (_, i) => i);

/** SHA-256 of 24 images of each family; where one changes on purpose, raise the suite's PROCEDURE. */
const GOLDEN: Readonly<Record<FamilyName, string>> = {
  strokes: "68c50db1fa1c660971f830a79f6be19bfd5eabe92515a7223e09a9301a98b0fa",
  house: "28296de7423fb8239c99d45ca0e128eb1115c878acd6d96b33e89155a4e70c25",
  signs: "0fba03a1e39d547b58969d57f376036e968cf3ba31c7346798e3ad93462fa1ea",
  satellite: "e71202cd277d841ce117ede7847e2cd2d7be43b9f7a7be382bd2440ec1b232c0",
  textures: "ec02b1b9c158297acf33b02a5a94775a98f431aca7f952b2181d92d59f5e6766",
  overhead: "b9fffb2e54b0809b5868af41285ecb2519b7e3245a2ec6505e0e53260144f3d3",
  silhouettes: "7415345c49c35fb1773cbf65f65abc039cd13160fb6f37eb1ea2ffa652356d11",
  scenes: "cd59cf174b24ca98f2d29c322161de4ad3a303af3d3039c901164d03e4a3d4a6",
};

for (const name of NAMES) {
  const { classes, draw } = FAMILIES[name];
  const images = drawImages(name, { split: "test", indices, difficulty: 0.4 });
  const image = (i: number) => images.pixels.subarray(768 * i, 768 * (i + 1));

  Deno.test(`${name}: the bytes are those that they were`, () => {
    const digest = createHash("sha256").update(images.pixels.subarray(0, 24 * 768)).digest("hex");
    assertEquals(digest, GOLDEN[name]);
  });

  Deno.test(`${name}: an image is the same whatever else is drawn`, () => {
    const alone = drawImages(name, { split: "test", indices: [7], difficulty: 0.4 });
    assertEquals([alone.pixels, alone.labels], [image(7), Uint16Array.of(7 % classes.length)]);
  });

  Deno.test(`${name}: every class, at every difficulty, is finite and lies within 0 to 1`, () => {
    for (const difficulty of [0, 0.25, 1]) {
      for (let i = 0; i < 6 * classes.length; i++) {
        const label = i % classes.length;
        const { planes } = draw(stream("finite", name, i), { label, difficulty });
        assert(planes.every((value) => value >= 0 && value <= 1), `${classes[label]}, ${i}`);
      }
    }
  });

  Deno.test(`${name}: classes have names of their own, and no two images are the same`, () => {
    assertEquals(new Set(classes).size, classes.length);
    assertEquals(new Set(indices.map((i) => image(i).join())).size, indices.length);
  });

  Deno.test(`${name}: drawn with the same chance, two classes still differ`, () => {
    for (let seed = 0; seed < 5; seed++) {
      const drawn = classes.map((_, label) =>
        draw(stream("classes", name, seed), { label, difficulty: 0.25 }).planes
      );
      drawn.forEach((one, a) =>
        drawn.slice(a + 1).forEach((other, b) => {
          const distance = one.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0);
          assert(distance > 3, `${classes[a]} and ${classes[a + 1 + b]}: ${distance}`);
        })
      );
    }
  });
}
