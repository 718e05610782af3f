import { join } from "node:path";

/** What an IDX file says of itself, and what it holds. */
export interface IdxContent {
  /** Third byte of the magic number. Default 8, unsigned byte. */
  readonly type?: number;
  /** Extents, each written as four bytes, the highest first. */
  readonly shape: readonly number[];
  readonly data: Iterable<number>;
}

/** The bytes of an IDX file; nothing is checked, so that bad files can be written as well. */
export function idxBytes({ type = 8, shape, data }: IdxContent): Uint8Array<ArrayBuffer> {
  const extents = shape.flatMap((n) => [n >>> 24, (n >>> 16) % 256, (n >>> 8) % 256, n % 256]);
  return Uint8Array.from([0, 0, type, shape.length, ...extents, ...data]);
}

/** Compresses bytes as gzip. */
export async function gzipBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const compressed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}

/** How large an image set to write. */
export interface IdxSetOptions {
  /** Images; sample i has the label i mod 10. Default 200. */
  readonly count?: number;
  /** Rows, and columns. Default 28. */
  readonly side?: number;
  readonly gzip?: boolean;
}

/** A grey value, 0 to 255: stripes whose direction and width tell the class, and a dot per sample. */
export function pixel(sample: number, row: number, column: number): number {
  const label = sample % 10;
  const stripe = (row * (label % 4) + column * (3 - label % 4)) % (4 + label) < 2 ? 200 : 20;
  return (row * 31 + column * 17 + sample * 101) % 97 < 3 ? 255 - stripe : stripe;
}

/** Writes a training set under its published names into a folder, which is made if missing. */
export async function writeIdxSet(folder: string, options: IdxSetOptions = {}): Promise<void> {
  const { count = 200, side = 28, gzip = false } = options;
  const images = idxBytes({
    shape: [count, side, side],
    data: Array.from({ length: count * side * side }, (_, at) => {
      const inImage = at % (side * side);
      return pixel(Math.floor(at / (side * side)), Math.floor(inImage / side), inImage % side);
    }),
  });
  const labels = idxBytes({
    shape: [count],
    data: Array.from({ length: count }, (_, i) => i % 10),
  });
  await Deno.mkdir(folder, { recursive: true });
  const files = { "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": labels };
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, gzip ? `${name}.gz` : name);
    await Deno.writeFile(path, gzip ? await gzipBytes(bytes) : bytes);
  }
}
