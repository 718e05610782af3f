import { basename, join, resolve } from "node:path";
import { isFolder, listFolder } from "./_folder.ts";
import { findFile, readImageSet, TEST_FILES, TRAIN_FILES } from "./_image_set.ts";
import { imageSource } from "./_image_source.ts";
import { DataError } from "./data_error.ts";
import type { InputSource } from "./input_source.ts";

/** What a data folder holds. */
export interface DataFolder {
  /** The image sets, by name. */
  readonly sets: readonly ImageFolder[];
  /** Names of the sub-folders in which no IDX file was seen; none were looked at if `dir` is a set. */
  readonly skipped: readonly string[];
}

/** A folder in which at least one of the four published files was seen. */
export interface ImageFolder {
  /** The folder's own name. */
  readonly name: string;
  readonly path: string;
  /** Names of the files and folders in it. */
  readonly entries: ReadonlySet<string>;
}

/**
 * Looks for image sets: `dir` itself if it holds one, else those of its sub-folders that do.
 *
 * A set is `train-images-idx3-ubyte` with `train-labels-idx1-ubyte`, and perhaps the `t10k` pair,
 * each as it is or with `.gz` at its end (the former where both are there). Nothing is read yet.
 *
 * @throws {DataError} If `dir` is missing, no folder or unreadable, or nowhere holds such a file.
 */
export async function findImageSets(dir: string): Promise<DataFolder> {
  const entries = await listFolder(dir);
  const own: ImageFolder = { name: basename(resolve(dir)), path: dir, entries };
  if (holdsIdx(own)) return { sets: [own], skipped: [] };
  const below: ImageFolder[] = [];
  for (const name of [...entries].sort()) {
    const path = join(dir, name);
    if (await isFolder(path)) below.push({ name, path, entries: await listFolder(path) });
  }
  const sets = below.filter(holdsIdx);
  const skipped = below.filter((folder) => !holdsIdx(folder)).map(({ name }) => name);
  if (sets.length > 0) return { sets, skipped };
  throw new DataError(dir, {
    expected: `${TRAIN_FILES.join(" and ")} (or each with .gz) in it or in a sub-folder`,
    found: entries.size === 0
      ? "an empty folder"
      : `neither, but ${entries.size} others such as '${[...entries].sort()[0]}'`,
  });
}

/**
 * Reads every image set of a folder, as {@linkcode findImageSets} finds them, in order of name.
 *
 * Inputs are 14 × 14 pixels in [0, 1] (dimension 196), the means of blocks. The ten classes are
 * split among the tasks by a keyed permutation and keep their shared label space; each task draws
 * from the training images of its classes without replacement.
 *
 * @throws {DataError} If the folder holds no image set, or one that is incomplete or bad.
 *
 * @example
 * ```ts
 * import { assertEquals, assertRejects } from "@std/assert";
 * import { DataError, openRealSources } from "./mod.ts";
 *
 * const error = await assertRejects(() => openRealSources("no-such-folder"), DataError);
 * assertEquals(error.found, "nothing of that name");
 * ```
 */
export async function openRealSources(dir: string): Promise<readonly InputSource[]> {
  const sources: InputSource[] = [];
  for (const { name, path, entries } of (await findImageSets(dir)).sets) {
    sources.push(imageSource(name, await readImageSet(path, entries)));
  }
  return sources;
}

function holdsIdx({ entries }: ImageFolder): boolean {
  return [...TRAIN_FILES, ...TEST_FILES].some((file) => findFile(file, entries));
}
