import { assert, assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "node:path";
import { gzipBytes, idxBytes, writeIdxSet } from "../../../tests/idx_writer.ts";
import { inFolder } from "../_temp_folder_testing.ts";
import { DataError, openRealSuite, type TaskSuite } from "../mod.ts";
import { cifarBytes, repeated, write, writeClasses, writeSuite } from "./_files_testing.ts";

const open = (dir: string) => openRealSuite(dir, { profile: "default" });
const counts = (suite: TaskSuite, name: string) => {
  const { train, validation, test, prototypes } = suite.splits(name, { seed: 0 });
  return [train, validation, test, prototypes].map(({ count }) => count);
};
const refused = async (dir: string, says: string, profile: "default" | "smoke" = "default") => {
  const error = await assertRejects(() => openRealSuite(dir, { profile }), DataError);
  assertEquals(error.message, `Cannot use '${dir}${says}.`);
};

Deno.test("four sets of three layouts are a suite; smoke opens the first three", async () => {
  await inFolder(async (data) => {
    await writeSuite(data);
    await write(join(data, "README.md"), "about this folder");
    const suite = await open(data);
    assertEquals(suite.name, "real");
    assertEquals(
      suite.tasks.map(({ name, standsFor, classes }) => [name, standsFor, classes.length]),
      [["cifar", "cifar", 10], ["dtd", "DTD", 3], ["gtsrb", "GTSRB", 3], ["mnist", "MNIST", 10]],
    );
    assertEquals(suite.missing, ["SUN397", "Cars", "RESISC45", "EuroSAT", "SVHN"]);
    assertEquals(suite.files.map(({ path }) => path.slice(data.length + 1)), [
      "cifar/data_batch_1.bin",
      "cifar/test_batch.bin",
      "dtd/images",
      "GTSRB/Final_Training/Images",
      "mnist/train-images-idx3-ubyte",
      "mnist/train-labels-idx1-ubyte",
    ]);
    // 6 a class: 1 of validation (1.1), 1 prototype (.8). 8: 2 of test (1.6), 1 (1.2), 1 (.8).
    // 6 tracks of two: 1 of test (1.2), 1 (.9), 1 (.6). 10: 2, 2 (1.5), 1 (.9).
    assertEquals(counts(suite, "cifar"), [40, 10, 20, 10]);
    assertEquals(counts(suite, "dtd"), [12, 3, 6, 3]);
    assertEquals(counts(suite, "gtsrb"), [18, 6, 6, 6]);
    assertEquals(counts(suite, "mnist"), [50, 20, 20, 10]);

    const smoke = await openRealSuite(data, { profile: "smoke" });
    assertEquals(smoke.tasks.map(({ name }) => name), ["cifar", "dtd", "gtsrb"]);
    assertEquals(smoke.missing.includes("MNIST"), true);
    assertNotEquals(smoke.digest, suite.digest);
    assertEquals((await openRealSuite(data, { profile: "nightly" })).digest, suite.digest);
  });
});

Deno.test("sizes are those of the profile where there is enough", async () => {
  await inFolder(async (data) => {
    await writeSuite(data);
    await writeIdxSet(join(data, "a"), { count: 4000, side: 14 });
    for (
      const [profile, sizes] of [
        ["smoke", [256, 128, 256, 160]],
        ["default", [2048, 400, 800, 320]],
      ] as const
    ) {
      assertEquals(counts(await openRealSuite(data, { profile }), "a"), [...sizes]);
    }
  });
});

Deno.test("same digest and seed, same bytes; another seed, other training images", async () => {
  await inFolder(async (data) => {
    await writeSuite(data);
    const [suite, again] = [await open(data), await open(data)];
    assertEquals(suite.digest, again.digest);
    for (const { name } of suite.tasks) {
      const [a, b] = [suite.splits(name, { seed: 3 }), again.splits(name, { seed: 3 })];
      assertEquals(a, b);
      const other = suite.splits(name, { seed: 4 });
      assertEquals([other.validation, other.test], [a.validation, a.test]);
      assertNotEquals(other.train, a.train);
      a.test.pixels.fill(0);
      assertEquals(suite.splits(name, { seed: 3 }).test, b.test);
    }
    assertThrows(
      () => suite.splits("svhn", { seed: 1 }),
      RangeError,
      "Cannot draw the task 'svhn': the suite has cifar, dtd, gtsrb, mnist.",
    );
    assertThrows(() => suite.splits("dtd", { seed: 0.5 }), RangeError, "seed 0.5");
    const profile = "paper" as "default";
    await assertRejects(
      () => openRealSuite(data, { profile }),
      RangeError,
      "'paper' is not one of",
    );
  });
});

Deno.test("compression, and notes, do not change the digest; an image does", async () => {
  await inFolder(async (data) => {
    await writeSuite(data);
    const { digest } = await open(data);
    await Deno.remove(join(data, "mnist"), { recursive: true });
    await writeIdxSet(join(data, "mnist"), { count: 100, gzip: true });
    await write(join(data, "dtd", "images", "a", "notes.txt"), "");
    assertEquals((await open(data)).digest, digest);
    await write(join(data, "cifar", "test_batch.bin"), cifarBytes(repeated(10, 30)));
    assertNotEquals((await open(data)).digest, digest);
  });
});

Deno.test("an IDX test pair is the test set, gzipped or not", async () => {
  await inFolder(async (data) => {
    await writeSuite(data);
    const images = idxBytes({ shape: [20, 2, 3], data: repeated(250, 120) });
    const labels = idxBytes({ shape: [20], data: repeated(10, 20) });
    await write(join(data, "mnist", "t10k-images-idx3-ubyte.gz"), await gzipBytes(images));
    await refused(
      data,
      "/mnist/t10k-labels-idx1-ubyte': expected this file or one with .gz at its end, for the " +
        "set in its folder to be complete, found neither",
    );
    await write(join(data, "mnist", "t10k-labels-idx1-ubyte"), labels);
    // 10 a class: 2 of validation (1.9), 1 prototype of the other 8 (1.2).
    assertEquals(counts(await open(data), "mnist"), [70, 20, 20, 10]);
    await write(
      join(data, "mnist", "t10k-labels-idx1-ubyte"),
      idxBytes({ shape: [20], data: repeated(9, 20) }),
    );
    await refused(
      data,
      "/mnist': expected images of the class '9' in the test set, found none",
    );
  });
});

Deno.test("fewer than four sets are refused, saying what still runs", async () => {
  const needed = "': expected at least 4 folders with an image set each for tasks to be merged " +
    "(the claims P1.1 to P1.5 need only one, of IDX files), found";
  await inFolder(async (data) => {
    await refused(data, `${needed} none`);
    await writeSuite(data);
    await Deno.remove(join(data, "dtd"), { recursive: true });
    await refused(data, `${needed} 3: cifar, gtsrb, mnist`);
    await refused(data, `${needed} 3: cifar, gtsrb, mnist`, "smoke");
    await refused(join(data, "mnist"), `${needed} 1: mnist`);
    await refused(
      join(data, "mnist", "train-labels-idx1-ubyte"),
      "': expected a readable folder, found a file",
    );
  });
});

Deno.test("a folder without a set, with two, or two for one data set are refused", async () => {
  await inFolder(async (data) => {
    await writeSuite(data);
    await Deno.mkdir(join(data, "notes"));
    const one = "expected one image set: an IDX pair, CIFAR batches, Parquet files, or folders " +
      "of PPM, PNG or JPEG images, one for each class (else move the folder away)";
    await refused(data, `/notes': ${one}, found none`);
    await Deno.rename(join(data, "notes"), join(data, ".notes"));
    await open(data);
    await writeClasses(join(data, "cifar", "more"), { count: 1 });
    const found = `CIFAR batches in '${join(data, "cifar")}' and folders of classes in ` +
      `'${join(data, "cifar", "more")}'`;
    await refused(data, `/cifar': ${one}, found ${found}`);
    await Deno.rename(join(data, "cifar", "more"), join(data, "MNIST"));
    const error = await assertRejects(() => open(data), DataError);
    assertEquals(error.expected, "one folder for MNIST");
    assert([join(data, "mnist"), join(data, "MNIST")].includes(error.file));
  });
});

const REAL = Deno.env.get("TASKPROOF_DATA");

Deno.test({
  name: "real data: the sets of TASKPROOF_DATA are a suite" + (REAL ? "" : " (skipped without it)"),
  ignore: REAL === undefined,
  fn: async () => {
    const suite = await open(REAL!);
    assert(suite.tasks.length >= 4);
    for (const { name, classes } of suite.tasks) {
      const { train, validation, test, prototypes } = suite.splits(name, { seed: 0 });
      for (const { labels, count, pixels } of [train, validation, test, prototypes]) {
        assertEquals([new Set(labels).size, labels.length], [classes.length, count]);
        assertEquals(pixels.length, count * 768);
        const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
        assert(mean > 20 && mean < 200, `${name} has the mean ${mean}`);
      }
    }
  },
});
