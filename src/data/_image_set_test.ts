import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { gzipBytes, idxBytes, writeIdxSet } from "../../tests/idx_writer.ts";
import { inFolder } from "./_temp_folder_testing.ts";
import { DataError, openRealSources } from "./mod.ts";

const IMAGES = "train-images-idx3-ubyte";
const LABELS = "train-labels-idx1-ubyte";

interface Fault {
  readonly name: string;
  /** Makes a good set bad. */
  spoil(folder: string): Promise<void>;
  /** File at fault, within the folder. */
  readonly file: string;
  /** The message after the file's name. */
  readonly says: string;
}

const replace = (file: string, bytes: Uint8Array) => (folder: string) =>
  Deno.writeFile(join(folder, file), bytes);
const remove = (file: string) => (folder: string) => Deno.remove(join(folder, file));
const labels = Uint8Array.from({ length: 20 }, (_, i) => i % 10);
const complete =
  "expected this file or one with .gz at its end, for the set in its folder to be complete, found neither.";
const FAULTS: readonly Fault[] = [
  {
    name: "labels that are too few",
    spoil: replace(LABELS, idxBytes({ shape: [19], data: labels.subarray(1) })),
    file: LABELS,
    says: " at byte 4: expected 20 labels, one for each image of 'IMAGES', found 19.",
  },
  {
    name: "a label above 9",
    spoil: replace(LABELS, idxBytes({ shape: [20], data: labels.with(13, 10) })),
    file: LABELS,
    says: " at byte 21: expected a label from 0 to 9, found 10.",
  },
  {
    name: "a label above 9 in a gzip file of the plain name",
    spoil: async (folder) =>
      await replace(LABELS, await gzipBytes(idxBytes({ shape: [20], data: labels.with(0, 99) })))(
        folder,
      ),
    file: LABELS,
    says: " at byte 8 of the decompressed stream: expected a label from 0 to 9, found 99.",
  },
  {
    name: "images in place of labels",
    spoil: (folder) => Deno.copyFile(join(folder, IMAGES), join(folder, LABELS)),
    file: LABELS,
    says: " at byte 3: expected the dimensions labels (1), found 3.",
  },
  {
    name: "images whose side 14 does not divide",
    spoil: replace(IMAGES, idxBytes({ shape: [20, 32, 32], data: new Uint8Array(20 * 32 * 32) })),
    file: IMAGES,
    says: " at byte 8: expected a number of rows that 14 divides, such as 28, found 32.",
  },
  {
    name: "images that are not square",
    spoil: replace(IMAGES, idxBytes({ shape: [20, 28, 14], data: new Uint8Array(20 * 28 * 14) })),
    file: IMAGES,
    says: " at byte 12: expected 28 columns, as many as rows, found 14.",
  },
  { name: "no labels", spoil: remove(LABELS), file: LABELS, says: `: ${complete}` },
  { name: "no images", spoil: remove(IMAGES), file: IMAGES, says: `: ${complete}` },
  {
    name: "half a test set",
    spoil: replace("t10k-labels-idx1-ubyte.gz", Uint8Array.of()),
    file: "t10k-images-idx3-ubyte",
    says: `: ${complete}`,
  },
  {
    name: "only a test set",
    spoil: async (folder) => {
      await Deno.rename(join(folder, IMAGES), join(folder, "t10k-images-idx3-ubyte"));
      await Deno.rename(join(folder, LABELS), join(folder, "t10k-labels-idx1-ubyte"));
    },
    file: IMAGES,
    says: `: ${complete}`,
  },
];

for (const { name, spoil, file, says } of FAULTS) {
  Deno.test(`a set is refused, never skipped: ${name}`, async () => {
    await inFolder(async (data) => {
      await writeIdxSet(join(data, "good"));
      const bad = join(data, "bad");
      await writeIdxSet(bad, { count: 20 });
      await spoil(bad);
      const error = await assertRejects(() => openRealSources(data), DataError);
      const expected = `Cannot use '${join(bad, file)}'${
        says.replace("IMAGES", join(bad, IMAGES))
      }`;
      assertEquals(error.message, expected);
    });
  });
}
