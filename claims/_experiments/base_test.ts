import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { DataError } from "../../src/data/mod.ts";
import { decodeSafetensors, encodeSafetensors, type Lab } from "../../src/lab/mod.ts";
import { baseName, frozenBase, frozenBaseDigest, variedBase } from "./base.ts";
import { decodeBase, encodeBase, recipeHash } from "./base_file.ts";
import { MODELS } from "./model.ts";

const { mlp, vit } = MODELS;
const SMALL = { ...mlp.recipe, widths: [3, 2, 2] };
const BASE = {
  theta: new Float32Array(14).map((_, i) => i / 7),
  device: "d",
  deno: "2",
  tfjs: "4",
};

/** Writes bytes where they are read from, and removes them. */
function withFile(bytes: Uint8Array, check: (path: string) => void): void {
  const path = Deno.makeTempFileSync({ prefix: "taskproof-" });
  try {
    Deno.writeFileSync(path, bytes);
    check(path);
  } finally {
    Deno.removeSync(path);
  }
}

for (const [model, parameters] of [[mlp, 200_256], [vit, 44_928]] as const) {
  Deno.test(`a stored base is its recipe's, in finite numbers that vary: ${model.name}`, () => {
    const { metadata } = decodeSafetensors(Deno.readFileSync(model.file));
    assertEquals(metadata["recipe"], recipeHash(model.recipe));
    const theta = frozenBase(model);
    assertEquals(theta.length, parameters);
    assert(theta.every(Number.isFinite));
    assert(new Set(theta).size > .9 * parameters);
    assertEquals(frozenBaseDigest(model).length, 64);
  });
}

Deno.test("a run is named after the model and its base", () => {
  const name = (base: "frozen" | "varied") => baseName({ model: "mlp", base });
  assertEquals([name("frozen"), name("varied")], [
    `mlp frozen ${frozenBaseDigest(mlp)}`,
    "mlp varied",
  ]);
});

Deno.test("the recipes' encoders are the ones that the claims speak of", () => {
  assertEquals([mlp.encoder.name, vit.encoder.name], ["mlp 460-256-256-64", "vit 48x2"]);
  assertEquals([mlp.recipe.scale, vit.recipe.scale], [16, 16]);
  assertEquals([mlp.passes, vit.passes], [1, 16]);
  const images = { pixels: new Uint8Array(2 * 768), count: 2 };
  for (const { encoder, features } of [mlp, vit]) {
    assertEquals(features(images).length, 2 * encoder.inputs);
  }
});

Deno.test("a base is read as it was written, a tensor a layer's weights and biases", () => {
  const bytes = encodeBase(BASE, SMALL);
  withFile(bytes, (path) => assertEquals(decodeBase(path, SMALL), BASE));
  const { tensors } = decodeSafetensors(bytes);
  assertEquals(Object.entries(tensors).map(([name, { length }]) => [name, length]), [
    ["w0", 6],
    ["b0", 2],
    ["w1", 4],
    ["b1", 2],
  ]);
  assertEquals(tensors["b0"], BASE.theta.slice(6, 8));
});

Deno.test("the order of a recipe's keys does not change its hash, any value does", () => {
  const turned = Object.fromEntries(Object.entries(SMALL).reverse()) as unknown as typeof SMALL;
  assertEquals(recipeHash(turned), recipeHash(SMALL));
  assertNotEquals(recipeHash({ ...SMALL, seed: 1 }), recipeHash(SMALL));
});

Deno.test("a base of another recipe, a torn file and a wrong tensor are refused", () => {
  const bytes = encodeBase(BASE, SMALL);
  const refused = (content: Uint8Array, sentence: string, recipe = SMALL) =>
    withFile(content, (path) => {
      assertThrows(() => decodeBase(path, recipe), DataError, sentence);
    });
  const other = { ...SMALL, seed: 1 };
  refused(
    bytes,
    `expected weights of the recipe ${
      recipeHash(other).slice(0, 12)
    } (deno task pretrain --write ` +
      `makes them), found those of ${recipeHash(SMALL).slice(0, 12)}.`,
    other,
  );
  refused(bytes.slice(0, -4), "its bytes lie outside the file");
  refused(bytes.slice(0, 5), "5 bytes do not hold its header");
  const { tensors, metadata } = decodeSafetensors(bytes);
  const { b1: _, ...rest } = tensors;
  refused(encodeSafetensors({ tensors: rest, metadata }), "expected a tensor 'b1' of 2 float32");
  const doubles = { ...tensors, b1: new Float64Array(2) };
  refused(encodeSafetensors({ tensors: doubles, metadata }), "found one of 2, Float64Array.");
  assertThrows(() => decodeBase("/nowhere", SMALL), DataError, "found nothing of that name");
});

Deno.test("a varied base is asked of the lab by the recipe with the cell's seed", async () => {
  const base = Float32Array.of(1, 2);
  const asked: unknown[] = [];
  const lab = {
    remember: (recipe: unknown) => {
      asked.push(recipe);
      return Promise.resolve({ base });
    },
  } as unknown as Lab;
  const cell = (seed: number) => ({ seed }) as Parameters<typeof variedBase>[0]["cell"];
  assertEquals(await variedBase({ lab, cell: cell(5) }, mlp), base);
  await variedBase({ lab, cell: cell(6) }, mlp);
  const recipes = asked.map((name) => JSON.parse((name as { recipe: string }).recipe));
  assertEquals(recipes, [{ ...mlp.recipe, seed: 5 }, { ...mlp.recipe, seed: 6 }]);
});
