import { assertEquals, assertThrows } from "@std/assert";
import { type Layer, layerNorms, layersOf } from "./mod.ts";

/** Parameters of one block of an encoder of width 2, by CLIP's names. */
const PARAMETERS = [
  { name: "conv1.weight", shape: [2, 3] },
  { name: "positional_embedding", shape: [4, 2] },
  { name: "transformer.resblocks.0.attn.in_proj_weight", shape: [6, 2] },
  { name: "transformer.resblocks.0.attn.in_proj_bias", shape: [6] },
  { name: "transformer.resblocks.0.attn.out_proj.weight", shape: [2, 2] },
  { name: "proj", shape: [2, 5] },
];
const fused = { offset: 14, rows: 6, columns: 2 };

Deno.test("layers are the matrices among the parameters, where they lie", () => {
  assertEquals(layersOf(PARAMETERS, { qkv: "fused" }), [
    { offset: 0, rows: 2, columns: 3 },
    fused,
    { offset: 32, rows: 2, columns: 2 },
    { offset: 36, rows: 2, columns: 5 },
  ]);
});

Deno.test("split, queries, keys and values are a layer each; nothing else changes", () => {
  const [first, query, key, value, ...rest] = layersOf(PARAMETERS, { qkv: "split" });
  const thirds: (Layer | undefined)[] = [14, 18, 22].map((offset) => ({
    offset,
    rows: 2,
    columns: 2,
  }));
  assertEquals([query, key, value], thirds);
  const [unsplit, , ...others] = layersOf(PARAMETERS, { qkv: "fused" });
  assertEquals([first, ...rest], [unsplit, ...others]);
});

Deno.test("only the named layers, in the order of the parameters", () => {
  const names = [PARAMETERS[4]!.name, PARAMETERS[2]!.name];
  assertEquals(layersOf(PARAMETERS, { qkv: "fused", only: names }).map(({ offset }) => offset), [
    14,
    32,
  ]);
  assertEquals(layersOf(PARAMETERS, { qkv: "fused", only: [] }), []);
});

Deno.test("a name that is no matrix, rows that are no three parts, a layer beyond the end", () => {
  for (const name of ["positional_embedding", PARAMETERS[3]!.name, "head"]) {
    assertThrows(
      () => layersOf(PARAMETERS, { qkv: "fused", only: [name] }),
      RangeError,
      `the weight matrix '${name}'`,
    );
  }
  assertThrows(
    () => layersOf([{ name: "attn.in_proj_weight", shape: [4, 2] }], { qkv: "split" }),
    RangeError,
    "4 rows",
  );
  const vector = new Float64Array(25);
  assertThrows(() => layerNorms(vector, { layers: [fused] }), RangeError, "ends at 25");
  const before = { ...fused, offset: -1 };
  assertThrows(() => layerNorms(vector, { layers: [before] }), RangeError, "6×2 at -1");
});
