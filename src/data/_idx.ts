import { ByteReader, type ReadSummary } from "./_byte_reader.ts";

/** An array of unsigned bytes, as an IDX file holds it. */
export interface IdxArray extends ReadSummary {
  /** Extents, the slowest first; none is zero. */
  readonly shape: readonly number[];
  /** The elements, the last index running fastest. */
  readonly data: Uint8Array;
}

/** Third byte of the magic number, by http://yann.lecun.com/exdb/mnist/. */
const TYPES: Readonly<Record<number, string>> = {
  0x08: "unsigned byte",
  0x09: "signed byte",
  0x0b: "short",
  0x0c: "int",
  0x0d: "float",
  0x0e: "double",
};
const UNSIGNED_BYTE = 0x08;

/** Where the extent of a dimension stands in an IDX file, in bytes from its start. */
export function extentOffset(dimension: number): number {
  return 4 + 4 * dimension;
}

/**
 * Reads an IDX file of unsigned bytes, gzip or not.
 *
 * `dimensions` names the axes that it must have, such as `images`, `rows`, `columns`.
 *
 * @throws {DataError} If the file is missing, foreign, truncated, corrupt, of another type or
 * rank, has an empty axis, or goes on after its last element.
 */
export async function readIdx(path: string, dimensions: readonly string[]): Promise<IdxArray> {
  await using reader = await ByteReader.open(path);
  const magic = await reader.take(4, "an IDX magic number");
  const zeros = magic[0]! | magic[1]!;
  const [type, rank] = [magic[2]!, magic[3]!];
  if (zeros !== 0 || !(type in TYPES)) {
    const found = `the bytes ${hex(magic)}`;
    throw reader.fault({ offset: 0, expected: "an IDX magic number such as 00 00 08 03", found });
  }
  if (type !== UNSIGNED_BYTE) {
    throw reader.fault({
      offset: 2,
      expected: "the type unsigned byte (08)",
      found: `the type ${TYPES[type]} (${hex(magic.subarray(2, 3))})`,
    });
  }
  if (rank !== dimensions.length) {
    const expected = `the dimensions ${dimensions.join(", ")} (${dimensions.length})`;
    throw reader.fault({ offset: 3, expected, found: `${rank}` });
  }
  const header = await reader.take(4 * rank, "the extents of its dimensions");
  const view = new DataView(header.buffer);
  const shape = dimensions.map((_, axis) => view.getUint32(4 * axis));
  const empty = shape.indexOf(0);
  if (empty >= 0) {
    throw reader.fault({
      offset: extentOffset(empty),
      expected: `at least one of its ${dimensions[empty]}`,
      found: "0",
    });
  }
  const what = `${shape.join(" × ")} bytes (${dimensions.join(", ")})`;
  const data = await reader.take(shape.reduce((product, extent) => product * extent), what);
  return { shape, data, ...await reader.finish(what) };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
