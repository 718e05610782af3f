import { createHash } from "node:crypto";
import { join } from "node:path";
import { DataError } from "../data_error.ts";
import type { FileRecord } from "../input_source.ts";
import { readWhole } from "./_files.ts";
import { Gatherer, type RealSet } from "./_labelled.ts";
import { checkNames } from "./_names.ts";
import { trackOf } from "./_papers.ts";
import { IMAGE_FILE, readPicture } from "./_picture.ts";
import { type Role, roleOf } from "./_role.ts";
import { foldersThat, type Tree } from "./_tree.ts";

/** What may lie beside images without being one; anything else is refused, lest it be passed over. */
const BESIDE =
  /^(readme|licen[cs]e|source|thumbs\.db$|desktop\.ini$)|\.(csv|txt|md|json|html?|pdf|mat|xml)$/i;

/** The folders, in one or its first two levels, whose folders hold images: these are classes. */
export function classRoots(tree: Tree): Tree[] {
  const holdsImages = ({ files }: Tree) => files.some((file) => IMAGE_FILE.test(file));
  return foldersThat(({ folders }) => folders.some(holdsImages), tree);
}

/** What a reader of class folders has to know of them. */
export interface ClassFolderOptions {
  /** True if images whose names start with the same number are frames of one track. */
  readonly tracked: boolean;
}

/**
 * Reads images whose folder is their class, in the order of the names of folders and files.
 *
 * Several such roots must be called `train`, `test` or `val`, in some spelling of these.
 */
export async function readClassFolders(
  roots: readonly Tree[],
  { tracked }: ClassFolderOptions,
): Promise<RealSet> {
  const roles = roots.map((root) => roleOf(root.name));
  const single = roots.length === 1;
  const stray = roles.indexOf(undefined);
  if (!single && stray >= 0) {
    const expected = "class folders in one place, or in folders called train, test or val";
    const found = `them here and in '${roots[stray === 0 ? 1 : 0]!.path}'`;
    throw new DataError(roots[stray]!.path, { expected, found });
  }
  const classes = classesOf(roots);
  const gatherers = { train: new Gatherer(), test: new Gatherer() };
  const files: FileRecord[] = [];
  const content: string[] = [JSON.stringify(classes)];
  for (const [i, root] of roots.entries()) {
    const role: Role = single ? "train" : roles[i]!;
    const record = await readRoot(root, { classes, gatherer: gatherers[role], tracked });
    files.push(record);
    content.push(role, record.sha256);
  }
  const unit = tracked ? "tracks" : "images";
  const pool = gatherers.train.finish();
  if (gatherers.test.count === 0) return { classes, unit, pool, files, content };
  return { classes, unit, pool, test: gatherers.test.finish(), files, content };
}

function classesOf(roots: readonly Tree[]): readonly string[] {
  for (const { path, files, folders } of roots) {
    checkNames(folders.map(({ name }) => name), path);
    refuseStrays(path, files);
    for (const folder of folders) {
      const inside = folder.folders[0];
      if (inside !== undefined) {
        const expected = "no folder within the folder of a class";
        throw new DataError(inside.path, { expected, found: "one" });
      }
      const images = folder.files.filter((file) => IMAGE_FILE.test(file));
      refuseStrays(folder.path, folder.files.filter((file) => !IMAGE_FILE.test(file)));
      if (images.length === 0) {
        const expected = "at least one image (.ppm, .png, .jpg, .jpeg) of this class";
        throw new DataError(folder.path, { expected, found: "none" });
      }
    }
  }
  const all = roots.flatMap(({ folders }) => folders.map(({ name }) => name));
  return checkNames([...new Set(all)].sort(), roots[0]!.path);
}

function refuseStrays(path: string, files: readonly string[]): void {
  const stray = files.find((file) => !BESIDE.test(file));
  if (stray === undefined) return;
  throw new DataError(join(path, stray), {
    expected:
      "images (.ppm, .png, .jpg, .jpeg) in the folder of their class, and beside them only " +
      "notes such as README or GT-00000.csv",
    found: "another file",
  });
}

interface RootOptions extends ClassFolderOptions {
  readonly classes: readonly string[];
  readonly gatherer: Gatherer;
}

/** One record stands for all files of a root: there may be thousands. */
async function readRoot(root: Tree, options: RootOptions): Promise<FileRecord> {
  const { classes, gatherer, tracked } = options;
  const hash = createHash("sha256");
  let total = 0;
  for (const folder of root.folders) {
    for (const name of folder.files.filter((file) => IMAGE_FILE.test(file))) {
      const path = join(folder.path, name);
      const { bytes, record } = await readWhole(path);
      const picture = await readPicture(bytes, (fault) => new DataError(path, fault));
      gatherer.add(
        picture,
        classes.indexOf(folder.name),
        tracked ? numberOf(path, name) : undefined,
      );
      hash.update(`${JSON.stringify([folder.name, name, record.sha256])}\n`);
      total += record.bytes;
    }
  }
  return { path: root.path, sha256: hash.digest("hex"), bytes: total };
}

function numberOf(path: string, name: string): number {
  const track = trackOf(name);
  if (track !== undefined) return track;
  const expected = "a name of track and frame such as 00012_00029.ppm";
  throw new DataError(path, { expected, found: `'${name}'` });
}
