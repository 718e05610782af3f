import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import reference from "../../../fixtures/data/parquet.json" with { type: "json" };
import { inFolder } from "../_temp_folder_testing.ts";
import { DataError } from "../mod.ts";
import { jpegBytes, pngBytes, ppmBytes, repeated, write } from "./_files_testing.ts";
import { parquetFiles, readParquetSet } from "./_parquet_set.ts";
import { parquetBytes, type WrittenRow } from "./_parquet_testing.ts";
import { readTree } from "./_tree.ts";

const read = async (path: string, tracked = false) =>
  readParquetSet(parquetFiles(await readTree(path, { name: "x", depth: 4 })), { tracked });
const refused = async (folder: string, says: string) => {
  const error = await assertRejects(() => read(folder), DataError);
  assertEquals(error.message, `Cannot use '${folder}/${says}.`);
};
const rows = (labels: readonly number[]): WrittenRow[] =>
  labels.map((label, i) => ({ image: { bytes: ppmBytes(16, i), path: `${i}.ppm` }, label }));

for (const [codec, base64] of Object.entries(reference)) {
  Deno.test(`a table that pyarrow wrote with ${codec} gives its images, labels and names`, async () => {
    await inFolder(async (data) => {
      await write(
        join(data, "train.parquet"),
        Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)),
      );
      const { classes, pool, unit } = await read(data, true);
      assertEquals([classes, unit], [["one", "two", "three"], "tracks"]);
      assertEquals([...pool.labels], repeated(3, 7));
      assertEquals([...pool.tracks], [0, 1, 2, 3, 4, 5, 6]);
      const colours = repeated(7, 7).map((i) => [...pool.pixels.subarray(768 * i, 768 * i + 3)]);
      assertEquals(colours, repeated(7, 7).map((i) => [10 * i, 20 * i, 30 * i]));
    });
  });
}

Deno.test("several files, formats and row groups; names of files say which part they are", async () => {
  await inFolder(async (data) => {
    const jpeg = { image: { bytes: await jpegBytes(8, 1) }, label: 1 };
    const png = { image: { bytes: pngBytes(8, 1) }, label: 0 };
    const file = (name: string) => join(data, "data", name);
    await write(
      file("train-00000-of-00002.parquet"),
      parquetBytes(rows([0, 1, 2, 0, 1]), { groupRows: 2 }),
    );
    await write(file("train-00001-of-00002.parquet"), parquetBytes([jpeg, png], { snappy: true }));
    await write(file("validation-00000-of-00001.parquet"), parquetBytes(rows([2])));
    await write(file("test-00000-of-00001.parquet"), parquetBytes(rows([2, 1, 0])));
    const { classes, pool, test, unit, files } = await read(data);
    assertEquals([classes, unit, files.length], [["0", "1", "2"], "images", 4]);
    assertEquals([...pool.labels], [0, 1, 2, 0, 1, 1, 0, 2]);
    assertEquals([...test!.labels], [2, 1, 0]);
    await Deno.remove(file("train-00000-of-00002.parquet"));
    await refused(
      data,
      "data/train-00001-of-00002.parquet': expected 2 files 'train-…-of-00002' beside each " +
        "other, found 1",
    );
  });
});

Deno.test("folders may say which part files are; one that says nothing among them is refused", async () => {
  await inFolder(async (data) => {
    await write(join(data, "default", "train", "0000.parquet"), parquetBytes(rows([0, 1])));
    await write(join(data, "default", "test", "0000.parquet"), parquetBytes(rows([1])));
    const { pool, test } = await read(data);
    assertEquals([pool.count, test!.count], [2, 1]);
    await write(join(data, "contrast.parquet"), parquetBytes(rows([1])));
    await refused(
      data,
      "contrast.parquet': expected a name that starts with train, test or validation, as others " +
        "beside it do, found 'contrast.parquet'",
    );
  });
});

Deno.test("what is wrong is named with its row", async () => {
  await inFolder(async (data) => {
    const trial = async (row: WrittenRow, says: string, names?: readonly string[]) => {
      const all = [...rows([0, 1, 0]), row];
      const bytes = parquetBytes(all, { groupRows: 2, ...names && { names } });
      await write(join(data, "x.parquet"), bytes);
      await refused(data, `x.parquet' at row 3${says}`);
    };
    const good = { bytes: ppmBytes(2, 1) };
    await trial({ image: {}, label: 0 }, ": expected bytes of an image, found nothing");
    await trial({ label: 0 }, ": expected bytes of an image, found nothing");
    await trial(
      { image: { bytes: new Uint8Array() }, label: 0 },
      ": expected bytes of an image, found none",
    );
    await trial({ image: good }, ": expected a label from 0 to 65535, found nothing");
    await trial({ image: good, label: -1 }, ": expected a label from 0 to 65535, found -1");
    await trial({ image: good, label: 65536 }, ": expected a label from 0 to 65535, found 65536");
    await trial({ image: good, label: 2 }, ": expected a label from 0 to 1, found 2", ["a", "b"]);
    await trial(
      { image: { bytes: ppmBytes(2, 1).slice(0, -1) }, label: 0 },
      ", byte 22 of its image: expected 12 bytes of 2 × 2 pixels from byte 11 on, found 11",
    );
    const broken = { bytes: (await jpegBytes(8, 1)).slice(0, -9) };
    await trial(
      { image: broken, label: 0 },
      ': expected a JPEG that can be decoded whole, found "Premature end of JPEG file"',
    );
  });
});

Deno.test("tables of other columns, of no rows, and that disagree on names are refused", async () => {
  await inFolder(async (data) => {
    const path = join(data, "a.parquet");
    await write(path, parquetBytes([]));
    await refused(data, "a.parquet': expected at least one row, found none");
    const bytes = parquetBytes(rows([0, 1]), { names: ["x", "X"] });
    await write(path, bytes);
    await refused(
      data,
      "a.parquet': expected a name of its own for every class, found the two classes 'x' and 'X'",
    );
    await write(path, parquetBytes(rows([0, 1]), { names: ["x", "y"] }));
    await write(join(data, "b.parquet"), parquetBytes(rows([0, 1]), { names: ["y", "x"] }));
    await refused(
      data,
      `b.parquet': expected the names of classes that '${path}' has, found others`,
    );
    await Deno.remove(join(data, "b.parquet"));
    const renamed = String.fromCharCode(...bytes).replaceAll("label", "lapel");
    await write(path, Uint8Array.from(renamed, (c) => c.charCodeAt(0)));
    await refused(
      data,
      "a.parquet': expected the column label, found image.bytes, image.path, lapel",
    );
  });
});

Deno.test("cut anywhere, a table is refused; changed anywhere, it is never worse than that", async () => {
  await inFolder(async (data) => {
    const path = join(data, "a.parquet");
    const tiny = [0, 1].map((label) => ({ image: { bytes: ppmBytes(1, label) }, label }));
    const bytes = parquetBytes(tiny, { names: ["x", "y"] });
    for (let length = 0; length < bytes.length; length++) {
      await write(path, bytes.slice(0, length));
      const error = await assertRejects(() => read(data), DataError, "Cannot use", `${length}`);
      assertStringIncludes(error.message, "a.parquet");
    }
    const change = fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      await write(path, bytes.map((byte, i) => i === at ? value : byte));
      try {
        await read(data);
      } catch (error) {
        assert(error instanceof DataError, `${error}`);
      }
    });
    await fc.assert(change, { numRuns: 200 });
  });
});
