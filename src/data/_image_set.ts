import { join } from "node:path";
import { extentOffset, type IdxArray, readIdx } from "./_idx.ts";
import { POOLED_SIDE } from "./_pool.ts";
import { DataError, type DataFault } from "./data_error.ts";
import type { FileRecord } from "./input_source.ts";

/** The two files of a training set, images first, by their publisher's names. */
export const TRAIN_FILES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"] as const;
/** The two files of a test set. */
export const TEST_FILES = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"] as const;

/** Labels are the digits, or what stands for them. */
export const LABEL_CLASSES = 10;

/** A training set of square grey images with their labels, held as the bytes of its files. */
export interface ImageSet {
  /** `[count, side, side]`, 0 (background) to 255. */
  readonly images: Uint8Array;
  /** `[count]`, 0 to 9. */
  readonly labels: Uint8Array;
  readonly count: number;
  /** Rows, and columns, of an image; a multiple of 14. */
  readonly side: number;
  /** Images, then labels. */
  readonly files: readonly [FileRecord, FileRecord];
  /** SHA-256 of the two files' contents, uncompressed, in the same order. */
  readonly contents: readonly [string, string];
}

/**
 * Reads the training set in a folder; `names` are the entries of the folder.
 *
 * @throws {DataError} If a file is missing or bad, the images are not square with a side that 14
 * divides, a label is above 9, or the two files count differently.
 */
export async function readImageSet(folder: string, names: ReadonlySet<string>): Promise<ImageSet> {
  if (TEST_FILES.some((file) => findFile(file, names))) findPair(TEST_FILES, { folder, names });

  const { images, labels } = await readPair(TRAIN_FILES, { folder, names });
  const [count, side, columns] = images.shape as [number, number, number];
  if (side % POOLED_SIDE !== 0) {
    const expected = `a number of rows that ${POOLED_SIDE} divides, such as 28`;
    throw fault(images, { offset: extentOffset(1), expected, found: `${side}` });
  }
  if (columns !== side) {
    const expected = `${side} columns, as many as rows`;
    throw fault(images, { offset: extentOffset(2), expected, found: `${columns}` });
  }

  return {
    images: images.data,
    labels: labels.data,
    count,
    side,
    files: [images.file, labels.file],
    contents: [images.content, labels.content],
  };
}

/** Images, `[count, rows, columns]`, and their labels, `[count]`. */
export interface IdxPair {
  readonly images: IdxArray;
  readonly labels: IdxArray;
}

/**
 * Reads two published files of a folder, images first.
 *
 * @throws {DataError} If a file is missing or bad, a label is above 9, or they count differently.
 */
export async function readPair(
  files: readonly [string, string],
  folder: Folder,
): Promise<IdxPair> {
  const [imagesPath, labelsPath] = findPair(files, folder);
  const images = await readIdx(imagesPath, ["images", "rows", "columns"]);
  const count = images.shape[0]!;
  const labels = await readIdx(labelsPath, ["labels"]);
  if (labels.data.length !== count) {
    const expected = `${count} labels, one for each image of '${imagesPath}'`;
    throw fault(labels, { offset: extentOffset(0), expected, found: `${labels.data.length}` });
  }
  const bad = labels.data.findIndex((label) => label >= LABEL_CLASSES);
  if (bad >= 0) {
    const expected = `a label from 0 to ${LABEL_CLASSES - 1}`;
    throw fault(labels, { offset: extentOffset(1) + bad, expected, found: `${labels.data[bad]}` });
  }
  return { images, labels };
}

/** The name under which a published file stands among `names`: as it is, or with `.gz`. */
export function findFile(file: string, names: ReadonlySet<string>): string | undefined {
  return [file, `${file}.gz`].find((name) => names.has(name));
}

/** A folder, and what is in it. */
export interface Folder {
  readonly folder: string;
  readonly names: ReadonlySet<string>;
}

function findPair(files: readonly [string, string], { folder, names }: Folder): [string, string] {
  const find = (file: string) => {
    const name = findFile(file, names);
    if (name !== undefined) return join(folder, name);
    throw new DataError(join(folder, file), {
      expected: "this file or one with .gz at its end, for the set in its folder to be complete",
      found: "neither",
    });
  };
  return [find(files[0]), find(files[1])];
}

function fault({ file, compressed }: IdxArray, fault: DataFault): DataError {
  return new DataError(file.path, { decompressed: compressed, ...fault });
}
