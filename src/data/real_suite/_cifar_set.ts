import { join } from "node:path";
import { DataError } from "../data_error.ts";
import type { FileRecord } from "../input_source.ts";
import { readWhole } from "./_files.ts";
import { Gatherer, type RealSet } from "./_labelled.ts";
import { checkNames, numbered } from "./_names.ts";
import type { Tree } from "./_tree.ts";

/** Sizes of https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version". */
const SIDE = 32;
const PLANE = SIDE ** 2;
const RECORD = 1 + 3 * PLANE;
const CLASSES = 10;

const TEST = "test_batch.bin";
const META = "batches.meta.txt";
const BATCH = /^data_batch_(\d+)\.bin$/;

/** Whether a folder holds a batch; other files beside them are not read. */
export function holdsCifar({ files }: Tree): boolean {
  return files.some((file) => BATCH.test(file) || file === TEST);
}

/**
 * Reads a CIFAR-10 binary set, of as many records as its files hold.
 *
 * Training batches are numbered from 1 without a gap. A file that ends between two records cannot
 * be told from a smaller one: how many there are is not in it.
 */
export async function readCifarSet({ path, files }: Tree): Promise<RealSet> {
  const numbers = files.flatMap((file) => BATCH.exec(file)?.[1] ?? []).map(Number);
  const batches = Array.from(
    { length: Math.max(1, ...numbers) },
    (_, i) => `data_batch_${i + 1}.bin`,
  );
  const gap = batches.find((name) => !files.includes(name));
  if (gap !== undefined) {
    throw new DataError(join(path, gap), {
      expected: "this file, for the batches in its folder to be numbered from 1 without a gap",
      found: "nothing of that name",
    });
  }
  const records: FileRecord[] = [];
  const classes = files.includes(META)
    ? await readMeta(join(path, META), records)
    : numbered(CLASSES);

  const read = async (names: readonly string[]) => {
    const gatherer = new Gatherer();
    for (const name of names) {
      records.push(await readBatch(join(path, name), { classes, gatherer }));
    }
    return gatherer.finish();
  };
  const pool = await read(batches);
  const test = files.includes(TEST) ? await read([TEST]) : undefined;
  const content = records.map(({ sha256 }) => sha256);
  return { classes, unit: "images", pool, ...test && { test }, files: records, content };
}

async function readMeta(path: string, records: FileRecord[]): Promise<readonly string[]> {
  const { bytes, record } = await readWhole(path);
  records.push(record);
  const names = new TextDecoder().decode(bytes).trimEnd().split("\n").map((line) => line.trim());
  return checkNames(names, path);
}

interface BatchOptions {
  readonly classes: readonly string[];
  readonly gatherer: Gatherer;
}

async function readBatch(path: string, { classes, gatherer }: BatchOptions): Promise<FileRecord> {
  const { bytes, record } = await readWhole(path);
  const rest = bytes.length % RECORD;
  if (bytes.length === 0 || rest !== 0) {
    const found = rest === 0 ? "an empty file" : `the end after ${rest} of them`;
    throw new DataError(path, {
      offset: bytes.length,
      expected: `whole records of ${RECORD} bytes`,
      found,
    });
  }
  const data = new Uint8Array(3 * PLANE);
  for (let at = 0; at < bytes.length; at += RECORD) {
    const label = bytes[at]!;
    if (label >= classes.length) {
      const expected = `a label from 0 to ${classes.length - 1}`;
      throw new DataError(path, { offset: at, expected, found: `${label}` });
    }
    for (let c = 0; c < 3; c++) {
      for (let i = 0; i < PLANE; i++) data[3 * i + c] = bytes[at + 1 + c * PLANE + i]!;
    }
    gatherer.add({ data, width: SIDE, height: SIDE, samples: 3 }, label);
  }
  return record;
}
