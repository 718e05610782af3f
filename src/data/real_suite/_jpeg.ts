import decode, { init } from "@jsquash/jpeg/decode.js";
import type { Refuse } from "./_picture.ts";
import type { Picture } from "./_resize.ts";

/** What the decoder says of bytes that lie between parts and carry no image. */
const HARMLESS = /^Corrupt JPEG data: \d+ extraneous bytes before marker/;

const said: string[] = [];
let decoder: WebAssembly.Module | undefined;
let starting: Promise<void> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a JPEG file, baseline or progressive, grey or colour; its orientation tag is not applied.
 *
 * The decoder would fill what is missing with grey and only warn: a warning is an error here, but
 * for that of superfluous bytes between two parts.
 */
export function readJpeg(bytes: Uint8Array, refuse: Refuse): Promise<Picture> {
  // One at a time: a warning does not say which image it is about.
  const picture = last.then(() => read(bytes, refuse));
  last = picture.catch(() => {});
  return picture;
}

async function read(bytes: Uint8Array, refuse: Refuse): Promise<Picture> {
  await (starting ??= start());
  said.length = 0;
  try {
    const { data, width, height } = await decode(Uint8Array.from(bytes).buffer);
    const warning = said.find((line) => !HARMLESS.test(line));
    if (warning !== undefined) throw new Error(warning);
    return { data: data as Uint8ClampedArray, width, height, samples: 4 };
  } catch (cause) {
    // What a failure leaves on the decoder's stack is never taken off; after some eighty it hangs.
    starting = undefined;
    const why = said[0] ?? (cause instanceof Error ? cause.message : String(cause));
    throw refuse({ expected: "a JPEG that can be decoded whole", found: `"${why}"`, cause });
  }
}

/** Loads the decoder from the package cache; left to itself it would ask for it by a URL. */
async function start(): Promise<void> {
  const url = import.meta.resolve("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm");
  decoder ??= await WebAssembly.compile(await Deno.readFile(new URL(url)));
  const module = decoder;
  const hear = (line: string) => void said.push(line);
  await init({
    print: hear,
    printErr: hear,
    instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      use(instance);
      return instance.exports;
    },
  });
}
