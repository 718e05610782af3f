import { findFile, LABEL_CLASSES, readPair, TEST_FILES, TRAIN_FILES } from "../_image_set.ts";
import { Gatherer, type Labelled, type RealSet } from "./_labelled.ts";
import { numbered } from "./_names.ts";
import type { Tree } from "./_tree.ts";

/** Whether a folder holds one of the four published files; others beside them are not read. */
export function holdsIdx({ files }: Tree): boolean {
  return [...TRAIN_FILES, ...TEST_FILES].some((file) => findFile(file, new Set(files)));
}

/** Reads an IDX pair of ten classes, and the pair of the test set where it is there. */
export async function readIdxSet({ path, files }: Tree): Promise<RealSet> {
  const folder = { folder: path, names: new Set(files) };
  const train = await readPart(TRAIN_FILES, folder);
  const hasTest = TEST_FILES.some((file) => findFile(file, folder.names));
  const test = hasTest ? await readPart(TEST_FILES, folder) : undefined;
  return {
    classes: numbered(LABEL_CLASSES),
    unit: "images",
    pool: train.images,
    ...test && { test: test.images },
    files: [...train.files, ...test?.files ?? []],
    content: [...train.content, ...test?.content ?? []],
  };
}

async function readPart(
  names: readonly [string, string],
  folder: Parameters<typeof readPair>[1],
): Promise<Pick<RealSet, "files" | "content"> & { readonly images: Labelled }> {
  const { images, labels } = await readPair(names, folder);
  const [count, height, width] = images.shape as [number, number, number];
  const gatherer = new Gatherer();
  for (let i = 0; i < count; i++) {
    const data = images.data.subarray(i * height * width, (i + 1) * height * width);
    gatherer.add({ data, width, height, samples: 1 }, labels.data[i]!);
  }
  return {
    images: gatherer.finish(),
    files: [images.file, labels.file],
    content: [images.content, labels.content],
  };
}
