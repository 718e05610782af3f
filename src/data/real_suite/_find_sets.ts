import { basename, resolve } from "node:path";
import { DataError } from "../data_error.ts";
import { holdsCifar, readCifarSet } from "./_cifar_set.ts";
import { classRoots, readClassFolders } from "./_class_folders.ts";
import { holdsIdx, readIdxSet } from "./_idx_set.ts";
import type { RealSet } from "./_labelled.ts";
import { paperSet, TRACKED } from "./_papers.ts";
import { parquetFiles, readParquetSet } from "./_parquet_set.ts";
import { foldersThat, readTree, type Tree } from "./_tree.ts";

/** A data set that was recognised; none of its images was read yet. */
export interface FoundSet {
  /** Name of its folder, in lower case. */
  readonly name: string;
  readonly path: string;
  readonly standsFor: string;
  read(): Promise<RealSet>;
}

/** Levels of folders below a set's own: `Final_Training/Images/00000`, and one that must be empty. */
const DEPTH = 4;

/**
 * Finds the data sets of a folder, by name: each of its folders must hold one.
 *
 * Files beside those folders, and names that start with a dot, are not looked at. A folder that
 * itself holds IDX, CIFAR or Parquet files is one set.
 *
 * @throws {DataError} If a folder holds none, or more than one layout, or two stand for the same.
 */
export async function findSets(dir: string): Promise<readonly FoundSet[]> {
  const tree = await readTree(dir, { name: basename(resolve(dir)), depth: DEPTH + 1 });
  const shallow = { ...tree, folders: [] };
  const trees = layoutsOf(shallow).length > 0 ? [shallow] : tree.folders;
  const found = trees.map(recognise).sort((a, b) => a.name < b.name ? -1 : 1);
  const seen = new Map<string, FoundSet>();
  for (const set of found) {
    const before = seen.get(set.standsFor);
    if (before !== undefined) {
      const expected = `one folder for ${set.standsFor}`;
      throw new DataError(set.path, { expected, found: `this and '${before.path}'` });
    }
    seen.set(set.standsFor, set);
  }
  return found;
}

function recognise(tree: Tree): FoundSet {
  const [layout, another] = layoutsOf(tree);
  if (layout === undefined || another !== undefined) {
    throw new DataError(tree.path, {
      expected:
        "one image set: an IDX pair, CIFAR batches, Parquet files, or folders of PPM, PNG " +
        "or JPEG images, one for each class (else move the folder away)",
      found: another === undefined ? "none" : `${layout!.name} and ${another.name}`,
    });
  }
  const name = tree.name.toLowerCase();
  return { name, path: tree.path, standsFor: paperSet(name) ?? name, read: layout.read };
}

interface Layout {
  readonly name: string;
  read(): Promise<RealSet>;
}

function layoutsOf(tree: Tree): Layout[] {
  const tracked = paperSet(tree.name) === TRACKED;
  const layouts: Layout[] = [];
  for (const at of foldersThat(holdsIdx, tree)) {
    layouts.push({ name: `IDX files in '${at.path}'`, read: () => readIdxSet(at) });
  }
  for (const at of foldersThat(holdsCifar, tree)) {
    layouts.push({ name: `CIFAR batches in '${at.path}'`, read: () => readCifarSet(at) });
  }
  const tables = parquetFiles(tree);
  if (tables.length > 0) {
    layouts.push({
      name: `Parquet files such as '${tables[0]}'`,
      read: () => readParquetSet(tables, { tracked }),
    });
  }
  const roots = classRoots(tree);
  if (roots.length > 0) {
    layouts.push({
      name: `folders of classes in '${roots[0]!.path}'`,
      read: () => readClassFolders(roots, { tracked }),
    });
  }
  return layouts;
}
