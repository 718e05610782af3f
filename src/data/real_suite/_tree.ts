import { join } from "node:path";
import { isFolder, listFolder } from "../_folder.ts";

/** A folder with what is in it; names that start with a dot, and `__MACOSX`, are left out. */
export interface Tree {
  readonly name: string;
  readonly path: string;
  /** Names of the files, in ascending order. */
  readonly files: readonly string[];
  /** By name, in ascending order; empty below the depth that was asked for. */
  readonly folders: readonly Tree[];
}

const HIDDEN = /^\.|^__MACOSX$/;

/** Lists a folder and those in it, `depth` levels of them. @throws {DataError} If one is unreadable. */
export async function readTree(path: string, options: TreeOptions): Promise<Tree> {
  const { name, depth } = options;
  const files: string[] = [];
  const folders: Tree[] = [];
  for (const entry of [...await listFolder(path)].sort()) {
    if (HIDDEN.test(entry)) continue;
    const below = join(path, entry);
    // A name with a dot and three or four letters is not asked what it is: there may be thousands.
    if (IMAGE_LIKE.test(entry) || !await isFolder(below)) files.push(entry);
    else if (depth > 0) folders.push(await readTree(below, { name: entry, depth: depth - 1 }));
    else folders.push({ name: entry, path: below, files: [], folders: [] });
  }
  return { name, path, files, folders };
}

interface TreeOptions {
  readonly name: string;
  readonly depth: number;
}

const IMAGE_LIKE = /\.(ppm|png|jpe?g)$/i;

/** A folder, and those below it to a depth, that fit. */
export function foldersThat(fits: (tree: Tree) => boolean, tree: Tree, depth = 2): Tree[] {
  return [
    ...fits(tree) ? [tree] : [],
    ...depth > 0 ? tree.folders.flatMap((folder) => foldersThat(fits, folder, depth - 1)) : [],
  ];
}
