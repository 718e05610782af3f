import { granted, setUnlessSet } from "./_environment.ts";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { matrix } from "./_heap.ts";
import type { Kernel } from "./_kernels.ts";
import { matMulKernel } from "./_matmul.ts";

/** Debian and its kin: package libopenblas0-pthread, or another libopenblas0. */
const LIBRARY = "libopenblas.so.0";

const SYMBOLS = {
  cblas_sgemm: {
    parameters: [
      ...["i32", "i32", "i32", "i32", "i32", "i32"] as const,
      ...["f32", "buffer", "i32", "buffer", "i32", "f32", "buffer", "i32"] as const,
    ],
    result: "void",
  },
  openblas_get_corename: { parameters: [], result: "pointer" },
  openblas_get_config: { parameters: [], result: "pointer" },
  openblas_get_num_threads: { parameters: [], result: "i32" },
} as const;

const [ROW_MAJOR, AS_IS, TRANSPOSED] = [101, 111, 112];

/** An open OpenBLAS, or the reason why there is none. */
export interface OpenBlas {
  readonly version: string;
  /** The kernels it runs, such as "Haswell". */
  readonly coreType: string;
  readonly threads: number;
  /** `BatchMatMul` on views of the wasm heap, without copies. */
  matMul(): Kernel<BackendWasm>;
  close(): void;
}

/**
 * Opens OpenBLAS with one thread, and with the same kernels on every CPU that has AVX2 (they decide
 * the last bits); `OPENBLAS_NUM_THREADS` and `OPENBLAS_CORETYPE` take precedence.
 * Never prompts for a permission: a string says why there is no OpenBLAS.
 */
export function openOpenBlas(): OpenBlas | string {
  if (Deno.build.os !== "linux") return `OpenBLAS is used on Linux only, this is ${Deno.build.os}`;
  // A path in --allow-ffi=PATH does not match: the loader searches for the library by its name.
  if (!granted({ name: "ffi" })) return "no permission: --allow-ffi is not given";
  try {
    setUnlessSet("OPENBLAS_NUM_THREADS", "1");
    return wrap(openPinned());
  } catch (error) {
    return `${LIBRARY} did not load: ${(error as Error).message}`;
  }
}

type Library = Deno.DynamicLibrary<typeof SYMBOLS>;

/**
 * The Haswell kernels need AVX2, so OpenBLAS is asked first what it found; it reads the variable
 * when it is loaded, hence the second time.
 */
function openPinned(): Library {
  const library = Deno.dlopen(LIBRARY, SYMBOLS);
  const detected = text(library.symbols.openblas_get_corename());
  if (!WITH_AVX2.has(detected) || !setUnlessSet("OPENBLAS_CORETYPE", "Haswell")) return library;
  library.close();
  return Deno.dlopen(LIBRARY, SYMBOLS);
}

/** The names of OpenBLAS's x86-64 kernels for CPUs with AVX2 and FMA. */
const WITH_AVX2 = new Set(["Haswell", "Zen", "SkylakeX", "Cooperlake", "Sapphirerapids"]);

function wrap(library: Library): OpenBlas {
  const { symbols } = library;
  const config = text(symbols.openblas_get_config());
  return {
    version: /OpenBLAS (\S+)/.exec(config)?.[1] ?? config,
    coreType: text(symbols.openblas_get_corename()),
    threads: symbols.openblas_get_num_threads(),
    matMul: () => matMul(symbols.cblas_sgemm),
    close: () => library.close(),
  };
}

function matMul(sgemm: Library["symbols"]["cblas_sgemm"]): Kernel<BackendWasm> {
  return matMulKernel(({ a, b, out, m, n, k, left, right }, backend) => {
    const [opA, opB] = [a, b].map((operand) => operand.transposed ? TRANSPOSED : AS_IS);
    left.forEach((source, index) => {
      const from = matrix(backend, { batch: a.data, index: source, size: m * k });
      const by = matrix(backend, { batch: b.data, index: right[index]!, size: k * n });
      const to = matrix(backend, { batch: out, index, size: m * n });
      // Leading dimensions are those of the matrices as stored: their columns.
      sgemm(ROW_MAJOR, opA!, opB!, m, n, k, 1, from, a.columns, by, b.columns, 0, to, n);
    });
  });
}

function text(pointer: Deno.PointerValue): string {
  return pointer === null ? "unknown" : Deno.UnsafePointerView.getCString(pointer);
}
