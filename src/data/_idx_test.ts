import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { gzipBytes, idxBytes } from "../../tests/idx_writer.ts";
import { readIdx } from "./_idx.ts";
import { DataError } from "./mod.ts";

const AXES = ["images", "rows", "columns"];
const DATA = Uint8Array.from({ length: 3 * 4 * 5 }, (_, i) => i * 4);
const GOOD = idxBytes({ shape: [3, 4, 5], data: DATA });

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const concatenated = (...parts: Uint8Array[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const changed = (bytes: Uint8Array, at: number) =>
  bytes.map((byte, i) => i === (at + bytes.length) % bytes.length ? byte ^ 0xff : byte);

async function withFile(bytes: Uint8Array, use: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, bytes);
    await use(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("a good file gives shape and elements, and what it is on the disk", async () => {
  await withFile(GOOD, async (path) => {
    const file = { path, sha256: sha256(GOOD), bytes: 76 };
    const content = file.sha256;
    assertEquals(await readIdx(path, AXES), {
      shape: [3, 4, 5],
      data: DATA,
      file,
      content,
      compressed: false,
    });
  });
});

Deno.test("gzip is known by its first bytes, and a stream of several members is one", async () => {
  const half = GOOD.length / 2;
  const members = [await gzipBytes(GOOD.slice(0, half)), await gzipBytes(GOOD.slice(half))];
  for (const bytes of [await gzipBytes(GOOD), concatenated(...members)]) {
    await withFile(bytes, async (path) => {
      const file = { path, sha256: sha256(bytes), bytes: bytes.length };
      const content = sha256(GOOD);
      assertEquals(await readIdx(path, AXES), {
        shape: [3, 4, 5],
        data: DATA,
        file,
        content,
        compressed: true,
      });
    });
  }
});

interface Fault {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The message from the file's name on. */
  readonly says: string;
}

const intact = "an intact gzip stream from there on, found the error";
const body = "3 × 4 × 5 bytes (images, rows, columns)";
const text = new TextEncoder().encode("P5 28 28 255");
const FAULTS: readonly Fault[] = [
  {
    name: "an empty file",
    bytes: new Uint8Array(),
    says: " at byte 0: expected an IDX magic number up to byte 4, found the end of the file.",
  },
  {
    name: "a file cut in the magic number",
    bytes: GOOD.slice(0, 3),
    says: " at byte 3: expected an IDX magic number up to byte 4, found the end of the file.",
  },
  {
    name: "a file cut in the header",
    bytes: GOOD.slice(0, 15),
    says:
      " at byte 15: expected the extents of its dimensions up to byte 16, found the end of the file.",
  },
  {
    name: "a file cut in the body",
    bytes: GOOD.slice(0, -1),
    says: ` at byte 75: expected ${body} up to byte 76, found the end of the file.`,
  },
  {
    name: "a gzip file whose content is cut",
    bytes: await gzipBytes(GOOD.slice(0, -1)),
    says:
      ` at byte 75 of the decompressed stream: expected ${body} up to byte 76, found the end of the file.`,
  },
  {
    name: "a foreign file",
    bytes: text,
    says:
      " at byte 0: expected an IDX magic number such as 00 00 08 03, found the bytes 50 35 20 32.",
  },
  {
    name: "a foreign gzip file",
    bytes: await gzipBytes(text),
    says:
      " at byte 0 of the decompressed stream: expected an IDX magic number such as 00 00 08 03, found the bytes 50 35 20 32.",
  },
  {
    name: "a type that IDX does not have",
    bytes: idxBytes({ type: 0x0a, shape: [1, 1, 1], data: [0] }),
    says:
      " at byte 0: expected an IDX magic number such as 00 00 08 03, found the bytes 00 00 0a 03.",
  },
  {
    name: "floats",
    bytes: idxBytes({ type: 0x0d, shape: [1, 1, 1], data: [0, 0, 0, 0] }),
    says: " at byte 2: expected the type unsigned byte (08), found the type float (0d).",
  },
  {
    name: "labels in place of images",
    bytes: idxBytes({ shape: [3], data: [1, 2, 3] }),
    says: " at byte 3: expected the dimensions images, rows, columns (3), found 1.",
  },
  {
    name: "zero images",
    bytes: idxBytes({ shape: [0, 28, 28], data: [] }),
    says: " at byte 4: expected at least one of its images, found 0.",
  },
  {
    name: "zero columns",
    bytes: idxBytes({ shape: [3, 4, 0], data: [] }),
    says: " at byte 12: expected at least one of its columns, found 0.",
  },
  {
    name: "two bytes too many",
    bytes: concatenated(GOOD, Uint8Array.of(1, 2)),
    says: ` at byte 76: expected the end of the file after ${body}, found 2 more bytes.`,
  },
  {
    name: "a gzip file with more content than announced",
    bytes: await gzipBytes(concatenated(GOOD, new Uint8Array(64))),
    says:
      ` at byte 76 of the decompressed stream: expected the end of the file after ${body}, found more bytes.`,
  },
  {
    name: "a header that announces more than the disk holds",
    bytes: idxBytes({ shape: [2 ** 32 - 1, 28, 28], data: [] }),
    says:
      " at byte 16: expected 4294967295 × 28 × 28 bytes (images, rows, columns) up to byte 3367254359296, found the end of the file.",
  },
  {
    name: "a gzip header that announces more than its file can hold",
    bytes: await gzipBytes(idxBytes({ shape: [1000, 28, 28], data: [] })),
    says:
      " at byte 16 of the decompressed stream: expected 1000 × 28 × 28 bytes (images, rows, columns) up to byte 784016, found 40 compressed bytes, which cannot hold it.",
  },
  {
    name: "gzip with a wrong checksum",
    bytes: changed(await gzipBytes(GOOD), -8),
    says: ` at byte 0 of the decompressed stream: expected ${intact} "incorrect data check".`,
  },
  {
    name: "gzip with a wrong length",
    bytes: changed(await gzipBytes(GOOD), -1),
    says: ` at byte 0 of the decompressed stream: expected ${intact} "incorrect length check".`,
  },
  {
    name: "gzip cut in two",
    bytes: (await gzipBytes(GOOD)).slice(0, 40),
    says: ` at byte 32 of the decompressed stream: expected ${intact} "unexpected end of file".`,
  },
  {
    name: "gzip with something after it",
    bytes: concatenated(await gzipBytes(GOOD), text),
    says: ` at byte 0 of the decompressed stream: expected ${intact} "incorrect header check".`,
  },
  {
    name: "two bytes that promise gzip",
    bytes: Uint8Array.of(0x1f, 0x8b, 0, 0),
    says: ` at byte 0 of the decompressed stream: expected ${intact} "unknown compression method".`,
  },
];

for (const { name, bytes, says } of FAULTS) {
  Deno.test(`refused with file, offset and expectation: ${name}`, async () => {
    await withFile(bytes, async (path) => {
      const error = await assertRejects(() => readIdx(path, AXES), DataError);
      assertEquals(error.message, `Cannot use '${path}'${says}`);
      assertEquals(error.file, path);
    });
  });
}

const outcome = (path: string) =>
  readIdx(path, AXES).then(({ data }) => data, (error: unknown) => {
    assertInstanceOf(error, DataError);
    return error.name;
  });

Deno.test("a file cut anywhere is refused, gzip or not", async () => {
  for (const bytes of [GOOD, await gzipBytes(GOOD)]) {
    for (let length = 0; length < bytes.length; length++) {
      await withFile(
        bytes.slice(0, length),
        async (path) => assertEquals(await outcome(path), "DataError"),
      );
    }
  }
});

Deno.test("a byte changed anywhere in a gzip file, or in a plain header, never gives other elements", async () => {
  const gzip = await gzipBytes(GOOD);
  const flips = fc.record({ at: fc.nat(gzip.length - 1), to: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(flips, ({ at, to }) =>
      withFile(gzip.with(at, to), async (path) => {
        const found = await outcome(path);
        if (found !== "DataError") assertEquals(found, DATA);
      })),
    { numRuns: 300 },
  );
  for (let at = 0; at < 16; at++) {
    await withFile(
      changed(GOOD, at),
      async (path) => assertEquals(await outcome(path), "DataError"),
    );
  }
});

Deno.test("a gzip bomb is given up before its end", async () => {
  const bomb = new Uint8Array(2 ** 23);
  bomb.set(GOOD);
  // The checksum is wrong, which only a reader that goes to the end can find.
  await withFile(changed(await gzipBytes(bomb), -8), async (path) => {
    const error = await assertRejects(() => readIdx(path, AXES), DataError, "found more bytes");
    assertEquals(error.offset, 76);
  });
});

Deno.test("a file beyond a gibibyte is refused before it is read", async () => {
  await withFile(idxBytes({ shape: [2 ** 21, 28, 28], data: [] }), async (path) => {
    await Deno.truncate(path, 16 + 2 ** 21 * 28 * 28); // a hole, which takes no room
    const error = await assertRejects(() => readIdx(path, AXES), DataError);
    assertEquals([error.offset, error.expected], [16, "at most 1073741824 bytes"]);
  });
});

Deno.test("a missing file and a folder in place of a file are refused", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await assertRejects(
      () => readIdx(folder, AXES),
      DataError,
      `'${folder}': expected a readable file, found no regular file.`,
    );
    const missing = `${folder}/missing`;
    await assertRejects(
      () => readIdx(missing, AXES),
      DataError,
      `'${missing}': expected a readable file, found nothing of that name.`,
    );
  } finally {
    await Deno.remove(folder);
  }
});
