import { basename, join } from "node:path";
import { DataError } from "../data_error.ts";
import type { FileRecord } from "../input_source.ts";
import { MOST_CLASSES } from "../labels.ts";
import { recordOf } from "./_files.ts";
import { Gatherer, type RealSet } from "./_labelled.ts";
import { checkNames, numbered } from "./_names.ts";
import { trackOf } from "./_papers.ts";
import { ParquetTable } from "./_parquet_table.ts";
import { readPicture } from "./_picture.ts";
import { type Role, roleOf } from "./_role.ts";
import { foldersThat, type Tree } from "./_tree.ts";

const PARQUET = /\.parquet$/i;

/** The Parquet files in a folder and its first two levels. */
export function parquetFiles(tree: Tree): string[] {
  return foldersThat(() => true, tree).flatMap(({ path, files }) =>
    files.filter((file) => PARQUET.test(file)).map((file) => join(path, file))
  );
}

/** What a reader of Parquet files has to know of them. */
export interface ParquetOptions {
  /** True if rows whose `path` is that of a frame are grouped by track. */
  readonly tracked: boolean;
}

/**
 * Reads Parquet files as Hugging Face keeps image sets: `image: {bytes, path}` and `label`.
 *
 * A file is of the training or test set as its name, or else its folder's, says; where no file says
 * so, there is no published test set. Classes have the names that the files' own metadata give, or
 * else their numbers.
 */
export async function readParquetSet(
  paths: readonly string[],
  { tracked }: ParquetOptions,
): Promise<RealSet> {
  checkShards(paths);
  const roles = paths.map((path) => roleOf(basename(path)) ?? roleOf(basename(join(path, ".."))));
  const silent = roles.indexOf(undefined);
  if (silent >= 0 && roles.some((role) => role !== undefined)) {
    const expected = "a name that starts with train, test or validation, as others beside it do";
    throw new DataError(paths[silent]!, { expected, found: `'${basename(paths[silent]!)}'` });
  }

  const files: FileRecord[] = [];
  const content: string[] = [];
  const tables: { readonly table: ParquetTable; readonly role: Role }[] = [];
  for (const [i, path] of paths.entries()) {
    const record = await recordOf(path);
    const role = roles[i] ?? "train";
    tables.push({ role, table: await ParquetTable.open(path) });
    files.push(record);
    content.push(role, record.sha256);
  }

  const names = namesOf(tables.map(({ table }) => table));
  const gatherers = { train: new Gatherer(), test: new Gatherer() };
  let highest = 0, allTracked = tracked;
  for (const { table, role } of tables) {
    const last = (names?.length ?? MOST_CLASSES) - 1;
    for await (const { bytes, path, label, row } of table.rows({ highestLabel: last })) {
      const picture = await readPicture(
        bytes,
        (fault) => new DataError(table.path, { ...fault, row }),
      );
      const track = tracked ? trackOf(basename(path)) : undefined;
      allTracked &&= track !== undefined;
      gatherers[role].add(picture, label, track);
      highest = Math.max(highest, label);
    }
  }
  const classes = names ?? checkNames(numbered(highest + 1), paths[0]!);
  const pool = gatherers.train.finish(), test = gatherers.test.finish();
  const unit = allTracked ? "tracks" : "images";
  return { classes, unit, pool, ...test.count > 0 && { test }, files, content };
}

/** Of files called `…-00000-of-00003`, none may be missing. */
function checkShards(paths: readonly string[]): void {
  for (const path of paths) {
    const [, index, total] = /-(\d+)-of-(\d+)/.exec(basename(path)) ?? [];
    if (index === undefined || total === undefined) continue;
    const start = path.slice(0, path.lastIndexOf(`-${index}-of-`));
    const there = paths.filter((other) =>
      other.startsWith(`${start}-`) && other.includes(`-of-${total}`)
    );
    if (there.length !== Number(total)) {
      const expected = `${Number(total)} files '${
        basename(start)
      }-…-of-${total}' beside each other`;
      throw new DataError(path, { expected, found: `${there.length}` });
    }
  }
}

function namesOf(tables: readonly ParquetTable[]): readonly string[] | undefined {
  const [first, ...others] = tables.map(({ path, classes }) => ({ path, classes }));
  for (const { path, classes } of others) {
    if (JSON.stringify(classes) === JSON.stringify(first!.classes)) continue;
    const expected = `the names of classes that '${first!.path}' has`;
    throw new DataError(path, { expected, found: "others" });
  }
  return first?.classes && checkNames(first.classes, first.path);
}
