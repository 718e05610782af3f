import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { inFolder } from "../_temp_folder_testing.ts";
import { DataError } from "../mod.ts";
import { classRoots, readClassFolders } from "./_class_folders.ts";
import { jpegBytes, pngBytes, ppmBytes, samples, write, writeClasses } from "./_files_testing.ts";
import { readTree } from "./_tree.ts";

const read = async (path: string, tracked = false) =>
  readClassFolders(classRoots(await readTree(path, { name: "x", depth: 4 })), { tracked });
const refused = async (folder: string, says: string, tracked = false) => {
  const error = await assertRejects(() => read(folder, tracked), DataError);
  assertEquals(error.message, `Cannot use '${folder}/${says}.`);
};

Deno.test("PPM, PNG and JPEG images are read by what they are, in the order of names", async () => {
  await inFolder(async (data) => {
    await write(join(data, "images", "b", "1.JPG"), await jpegBytes(16, 5));
    await write(join(data, "images", "b", "2.png"), ppmBytes(16, 6));
    await write(join(data, "images", "a", "9.png"), pngBytes(16, 7));
    await write(join(data, "images", "a", "README"), "");
    await write(join(data, "images", "GT-00000.csv"), "");
    await write(join(data, "images", ".cache", "odd.bin"), "");
    const { classes, pool, unit, files } = await read(data);
    assertEquals([classes, unit, [...pool.labels]], [["a", "b"], "images", [0, 1, 1]]);
    assertEquals(pool.pixels.subarray(0, 768), samples(16, 7));
    assertEquals(pool.pixels.subarray(2 * 768), samples(16, 6));
    assertEquals(files.map(({ path }) => path), [join(data, "images")]);
  });
});

Deno.test("folders called train, val and test are the published parts", async () => {
  await inFolder(async (data) => {
    await writeClasses(join(data, "train"), { count: 3 });
    await writeClasses(join(data, "validation"), { count: 2 });
    await writeClasses(join(data, "Test"), { count: 1 });
    const { pool, test, files } = await read(data);
    assertEquals([pool.count, test!.count, files.length], [15, 3, 3]);
    await Deno.rename(join(data, "train"), join(data, "more"));
    await refused(
      data,
      "more': expected class folders in one place, or in folders called train, test or val, " +
        `found them here and in '${join(data, "Test")}'`,
    );
  });
});

Deno.test("frames of a track belong together, and a name without one is refused", async () => {
  await inFolder(async (data) => {
    await writeClasses(data, { classes: ["a", "b"], count: 4 });
    const { pool, unit } = await read(data, true);
    assertEquals([unit, ...pool.tracks], ["tracks", 0, 0, 1, 1, 0, 0, 1, 1]);
    await write(join(data, "a", "other.ppm"), ppmBytes(4, 1));
    await refused(
      data,
      "a/other.ppm': expected a name of track and frame such as 00012_00029.ppm, " +
        "found 'other.ppm'",
      true,
    );
  });
});

Deno.test("the record changes with any byte or name in it", async () => {
  await inFolder(async (data) => {
    await writeClasses(data, { count: 1 });
    const digests = [(await read(data)).files[0]!.sha256];
    await write(join(data, "c", "00000_00000.ppm"), ppmBytes(17, 99));
    digests.push((await read(data)).files[0]!.sha256);
    await Deno.rename(join(data, "c"), join(data, "d"));
    digests.push((await read(data)).files[0]!.sha256);
    assertEquals(new Set(digests).size, 3);
    assertNotEquals((await read(data)).files[0]!.bytes, 0);
  });
});

Deno.test("what cannot be an image, or a class, is named", async () => {
  await inFolder(async (data) => {
    await writeClasses(data, { classes: ["a", "b"], count: 1 });
    const trial = async (path: string, content: Uint8Array | string, says: string) => {
      await write(join(data, path), content);
      await refused(data, says);
      await Deno.remove(join(data, path));
    };
    const magic = "expected the start of a PPM (P6), PNG or JPEG image";
    await trial("a/x.jpg", "GIF8", `a/x.jpg' at byte 0: ${magic}, found the bytes 47 49 46 38`);
    await trial("a/x.png", "", `a/x.png' at byte 0: ${magic}, found nothing`);
    const stray = "expected images (.ppm, .png, .jpg, .jpeg) in the folder of their class, and " +
      "beside them only notes such as README or GT-00000.csv, found another file";
    await trial("a/x.webp", "", `a/x.webp': ${stray}`);
    await trial("x.ppm", ppmBytes(4, 1), `x.ppm': ${stray}`);
    await Deno.mkdir(join(data, "c"));
    await refused(
      data,
      "c': expected at least one image (.ppm, .png, .jpg, .jpeg) of this class, found none",
    );
    await Deno.mkdir(join(data, "a", "deeper"));
    await refused(data, "a/deeper': expected no folder within the folder of a class, found one");
  });
});

Deno.test("two folders whose names differ in case only, and a single class, are refused", async () => {
  await inFolder(async (data) => {
    await writeClasses(join(data, "set"), { classes: ["stop", "Stop"], count: 1 });
    await refused(
      data,
      "set': expected a name of its own for every class, found the two classes 'Stop' and 'stop'",
    );
    await Deno.remove(join(data, "set", "stop"), { recursive: true });
    await refused(data, "set': expected from 2 to 65536 classes, found 1");
  });
});
