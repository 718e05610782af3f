import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { inFolder } from "../_temp_folder_testing.ts";
import { DataError } from "../mod.ts";
import { readCifarSet } from "./_cifar_set.ts";
import { cifarBytes, concatenated, repeated, samples, write } from "./_files_testing.ts";
import { readTree } from "./_tree.ts";

const NAMES = "airplane\ncar\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";
const read = async (path: string) => readCifarSet(await readTree(path, { name: "x", depth: 0 }));
const refused = async (folder: string, file: string, says: string) => {
  const error = await assertRejects(() => read(folder), DataError);
  assertEquals(error.message, `Cannot use '${join(folder, file)}'${says}.`);
};

Deno.test("records are a label and three planes; names come from the meta file", async () => {
  await inFolder(async (data) => {
    // One plane after another: red is 8, green 16, blue 24 everywhere.
    const planes = [8, 16, 24].map((value) => new Uint8Array(1024).fill(value));
    await write(join(data, "data_batch_1.bin"), concatenated(Uint8Array.of(3), ...planes));
    await write(join(data, "data_batch_2.bin"), cifarBytes([9, 0]));
    await write(join(data, "test_batch.bin"), cifarBytes([5]));
    await write(join(data, "batches.meta.txt"), NAMES);
    await write(join(data, "readme.html"), "");
    const { classes, pool, test, files, content } = await read(data);
    assertEquals([classes.length, classes[1], classes[9]], [10, "car", "truck"]);
    assertEquals([...pool.labels, ...test!.labels], [3, 9, 0, 5]);
    assertEquals([...pool.pixels.subarray(0, 6)], [8, 16, 24, 8, 16, 24]);
    const block = [0, 1, 32, 33].map((i) => samples(32, 0)[i]!);
    assertEquals(pool.pixels[768], Math.floor(block.reduce((a, b) => a + b) / 4 + 0.5));
    assertEquals(files.length, 4);
    assertEquals(content, files.map(({ sha256 }) => sha256));
  });
});

Deno.test("what is wrong is named with its place", async () => {
  await inFolder(async (data) => {
    const batch = "data_batch_1.bin", meta = "batches.meta.txt";
    await write(join(data, batch), cifarBytes([0, 10, 1]));
    await refused(data, batch, " at byte 3073: expected a label from 0 to 9, found 10");
    await write(join(data, meta), "cat\ndog");
    await refused(data, batch, " at byte 3073: expected a label from 0 to 1, found 10");
    const own = ": expected a name of its own for every class, found";
    await write(join(data, meta), "cat\ndog\nCat\n");
    await refused(data, meta, `${own} the two classes 'cat' and 'Cat'`);
    await write(join(data, meta), "cat\n\ndog\n");
    await refused(data, meta, `${own} an empty name`);
    await Deno.remove(join(data, meta));
    await write(join(data, batch), "");
    await refused(
      data,
      batch,
      " at byte 0: expected whole records of 3073 bytes, found an empty file",
    );
    await Deno.rename(join(data, batch), join(data, "data_batch_2.bin"));
    await refused(
      data,
      batch,
      ": expected this file, for the batches in its folder to be numbered from 1 without a gap, " +
        "found nothing of that name",
    );
  });
});

Deno.test("a file that does not end between two records is refused", async () => {
  await inFolder(async (data) => {
    const bytes = cifarBytes(repeated(10, 3));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), async (length) => {
        fc.pre(length % 3073 > 0);
        await write(join(data, "data_batch_1.bin"), bytes.slice(0, length));
        await refused(
          data,
          "data_batch_1.bin",
          ` at byte ${length}: expected whole records of 3073 bytes, found the end after ` +
            `${length % 3073} of them`,
        );
      }),
      { numRuns: 30 },
    );
  });
});
