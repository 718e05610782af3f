import { assertEquals } from "@std/assert";
import { PAPER_SETS, paperSet, trackOf } from "./_papers.ts";
import { roleOf } from "./_role.ts";

Deno.test("well-known names mean the papers' data sets; others mean none", () => {
  const names = [
    "sun397",
    "stanford_cars",
    "NWPU-RESISC45",
    "EuroSAT",
    "svhn",
    "GTSRB",
    "mnist",
    "dtd",
  ];
  assertEquals(names.map(paperSet), [...PAPER_SETS]);
  assertEquals(["fashion-mnist", "cifar-10-batches-bin", "emnist"].map(paperSet), [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("a track is the number before the underscore", () => {
  assertEquals(trackOf("00012_00029.ppm"), 12);
  assertEquals(["00012.ppm", "a_00029.ppm", "00012_x.ppm"].map(trackOf), Array(3).fill(undefined));
});

Deno.test("a part is said by the start of a name, as a word of its own", () => {
  assertEquals(
    ["train", "Train-00000.parquet", "val", "valid_1", "validation"].map(roleOf),
    Array(5).fill("train"),
  );
  assertEquals(["test", "TEST_1"].map(roleOf), ["test", "test"]);
  assertEquals(
    ["training", "trains", "tests", "a-train", "Images"].map(roleOf),
    Array(5).fill(undefined),
  );
});
