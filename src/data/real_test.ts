import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { join } from "node:path";
import { writeIdxSet } from "../../tests/idx_writer.ts";
import { readImageSet } from "./_image_set.ts";
import { inFolder } from "./_temp_folder_testing.ts";
import { DataError, findImageSets, openRealSources } from "./mod.ts";

const IMAGES = "train-images-idx3-ubyte";
const LABELS = "train-labels-idx1-ubyte";

Deno.test("sets are found in the folder itself or else in its sub-folders, by name", async () => {
  await inFolder(async (data) => {
    await writeIdxSet(join(data, "b"), { gzip: true });
    await writeIdxSet(join(data, "a"));
    await Deno.mkdir(join(data, "photos"));
    await Deno.writeTextFile(join(data, "README.md"), "");
    const { sets, skipped } = await findImageSets(data);
    assertEquals([sets.map(({ name }) => name), skipped], [["a", "b"], ["photos"]]);
    assertEquals((await openRealSources(data)).map(({ name }) => name), ["a", "b"]);
    assertEquals((await openRealSources(join(data, "b", "."))).map(({ name }) => name), ["b"]);
  });
});

Deno.test("gzip or not, under whatever name: the same digest and the same tasks", async () => {
  await inFolder(async (data) => {
    await writeIdxSet(join(data, "plain"));
    await writeIdxSet(join(data, "gzip"), { gzip: true });
    await writeIdxSet(join(data, "larger"), { count: 210 });
    const [gzip, larger, plain] = await openRealSources(data);
    assertEquals(gzip!.digest, plain!.digest);
    assertNotEquals(larger!.digest, plain!.digest);
    assertEquals(
      gzip!.files.map(({ path }) => path),
      [IMAGES, LABELS].map((name) => join(data, "gzip", `${name}.gz`)),
    );
    const options = { tasks: 4, samples: 10, seed: 1 };
    const [a, b] = [gzip!, plain!].map((source) =>
      source.tasks(options).map(({ inputs, labels }) => [inputs, labels])
    );
    assertEquals(a, b);
  });
});

Deno.test("of a file and its compressed copy the former is read", async () => {
  await inFolder(async (data) => {
    await writeIdxSet(data);
    await Deno.writeTextFile(join(data, `${IMAGES}.gz`), "never read");
    assertEquals((await openRealSources(data))[0]!.files[0]!.path, join(data, IMAGES));
  });
});

Deno.test("a path that is no folder, an empty folder and one without a set are refused", async () => {
  await inFolder(async (data) => {
    const refused = async (path: string, says: string) => {
      const error = await assertRejects(() => openRealSources(path), DataError);
      assertEquals(error.message, `Cannot use '${path}': expected ${says}.`);
    };
    const wanted = `${IMAGES} and ${LABELS} (or each with .gz) in it or in a sub-folder`;
    await refused(data, `${wanted}, found an empty folder`);
    await Deno.writeTextFile(join(data, "notes.txt"), "");
    await Deno.mkdir(join(data, "photos"));
    await refused(data, `${wanted}, found neither, but 2 others such as 'notes.txt'`);
    await refused(join(data, "notes.txt"), "a readable folder, found a file");
    await refused(join(data, "missing"), "a readable file or folder, found nothing of that name");
  });
});

const REAL = Deno.env.get("TASKPROOF_DATA");
const realSets = REAL === undefined ? [] : (await findImageSets(REAL)).sets;

Deno.test({
  name:
    "real data: every set of TASKPROOF_DATA gives tasks of pixels in [0, 1]; skipped without it",
  ignore: REAL === undefined,
  async fn() {
    for (const source of await openRealSources(REAL!)) {
      const tasks = source.tasks({ tasks: 8, samples: 100, seed: 1 });
      assertEquals(tasks.flatMap(({ labels }) => [...new Set(labels)]).length, 10, source.name);
      for (const { inputs, name } of tasks) {
        assert(inputs.every((x) => x >= 0 && x <= 1), name);
        assert(inputs.some((x) => x > .9), name);
      }
    }
  },
});

// Sizes and first labels as in http://yann.lecun.com/exdb/mnist/; the mean pixel is the .1307 by
// which PyTorch's MNIST example normalises.
const mnist = realSets.find(({ name }) => name === "mnist");
Deno.test({
  name: "real data: MNIST is read as published; skipped without TASKPROOF_DATA that holds mnist/",
  ignore: mnist === undefined,
  async fn() {
    const { images, labels, count, side } = await readImageSet(mnist!.path, mnist!.entries);
    assertEquals([count, side], [60_000, 28]);
    assertEquals([...labels.subarray(0, 10)], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    const sizes = Array.from(
      { length: 10 },
      (_, c) => labels.filter((label) => label === c).length,
    );
    assertEquals(sizes, [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    const mean = images.reduce((sum, value) => sum + value, 0) / images.length / 255;
    assertAlmostEquals(mean, .1307, 5e-5);
  },
});
