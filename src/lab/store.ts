import { sha256 } from "./digest.ts";
import { canonicalJson } from "./json.ts";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";
import type { Recipe, Run } from "./lab.ts";

/** Everything a run's result depends on; the store's name for it is a hash of all four. */
export interface RunKey {
  readonly recipe: Recipe;
  /** Digest of the inputs, or `constructed`. */
  readonly data: string;
  /** Hash of the program's source files. */
  readonly code: string;
  /** `float64` or the device that trained, and the V8 that computed the rest. */
  readonly arithmetic: string;
}

/** Age of a half-written file that nobody writes any more: an hour, where seconds are enough. */
const LEFTOVER_MS = 3600_000;

/** Where a store keeps its files and says what it cannot use. */
export interface RunStoreOptions {
  readonly dir: string;
  /** Write, and read nothing but what this process wrote: every run is trained again. */
  readonly fresh?: boolean;
  warn(message: string): void;
}

/**
 * The run store: one safetensors file a training, named by the hash of its key.
 *
 * Files are written whole or not at all, and verified on reading: one that fails is trained again.
 */
export class RunStore {
  readonly #options: RunStoreOptions;

  constructor(options: RunStoreOptions) {
    this.#options = options;
  }

  /**
   * The stored run, or undefined when there is none that can be trusted.
   *
   * @param options.own Whether this process stored it, another of its threads perhaps.
   */
  async read(key: RunKey, { own = false }: { own?: boolean } = {}): Promise<Run | undefined> {
    if (this.#options.fresh && !own) return undefined;
    const path = this.#path(key);
    try {
      const { tensors, metadata } = decodeSafetensors(await Deno.readFile(path));
      if (metadata.key !== canonicalJson(key)) {
        throw new SyntaxError("Cannot use the run: it was stored under another name");
      }
      if (metadata.sha256 !== contentDigest(tensors)) {
        throw new SyntaxError("Cannot use the run: its arrays do not match their digest");
      }
      return tensors;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      this.#options.warn(`stored run ${path} is trained again: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Stores a run; a store that cannot be written costs a warning, never the run. */
  async write(key: RunKey, run: Run): Promise<void> {
    const path = this.#path(key);
    const temporary = `${path}.${crypto.randomUUID()}.tmp`;
    try {
      await Deno.mkdir(this.#options.dir, { recursive: true });
      const metadata = {
        key: canonicalJson(key),
        recipe: canonicalJson(key.recipe),
        sha256: contentDigest(run),
      };
      await Deno.writeFile(temporary, encodeSafetensors({ tensors: run, metadata }));
      await Deno.rename(temporary, path);
    } catch (error) {
      this.#options.warn(`run not stored at ${path}: ${(error as Error).message}`);
      // On a full disk its part of the file would be in the way of everything else.
      await Deno.remove(temporary).catch(() => {});
    }
  }

  /**
   * Removes what killed processes left half-written, unless so young that another process may be
   * writing it now; nothing ever reads it.
   */
  sweep(): void {
    for (const { path, mtime } of this.#files(".tmp")) {
      if (Date.now() - mtime!.getTime() > LEFTOVER_MS) attempt(() => Deno.removeSync(path));
    }
  }

  /** Bytes and files in the store. */
  size(): { readonly bytes: number; readonly runs: number } {
    const files = this.#files(".safetensors");
    return { bytes: files.reduce((bytes, { size }) => bytes + size, 0), runs: files.length };
  }

  /** Files whose names end so; none where the store is not there or cannot be read. */
  #files(ending: string): (Deno.FileInfo & { readonly path: string })[] {
    const entries = attempt(() => [...Deno.readDirSync(this.#options.dir)]) ?? [];
    return entries.filter(({ name }) => name.endsWith(ending)).flatMap(({ name }) => {
      const path = `${this.#options.dir}/${name}`;
      const info = attempt(() => Deno.statSync(path));
      return info ? [{ ...info, path }] : [];
    });
  }

  #path(key: RunKey): string {
    return `${this.#options.dir}/${sha256(canonicalJson(key))}.safetensors`;
  }
}

function contentDigest(run: Run): string {
  return sha256(
    Object.entries(run)
      .map(([name, a]) => `${name} ${sha256(new Uint8Array(a.buffer, a.byteOffset, a.byteLength))}`)
      .join("\n"),
  );
}

/** What an operation gives, or undefined where the store or another process is in its way. */
function attempt<T>(operation: () => T): T | undefined {
  try {
    return operation();
  } catch {
    return undefined;
  }
}
