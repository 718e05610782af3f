import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { DeviceUnavailableError } from "./device.ts";
import { sharedIdentity, sumKernel } from "./_elementwise.ts";
import { refuseNullPointers } from "./_heap.ts";
import { replaceKernels } from "./_kernels.ts";
import { type OpenBlas, openOpenBlas } from "./_openblas.ts";
import type { OpenBackend } from "./_open_backend.ts";
import { sliceKernel } from "./_slice.ts";
import { fuseTanhGradient, tanhKernel } from "./_tanh.ts";
import { xnnpackMatMul } from "./_xnnpack.ts";

/** Starts the wasm backend with our kernels; `blas` opens OpenBLAS or says why there is none. */
export async function openWasm(blas: () => OpenBlas | string = openOpenBlas): Promise<OpenBackend> {
  await import("@tensorflow/tfjs-backend-wasm");
  if (!(await tf.setBackend("wasm"))) {
    throw new DeviceUnavailableError(
      "Cannot start the wasm backend: the .wasm file in the package cache could not be read. " +
        "Give --allow-read for it, or ask for --device cpu.",
    );
  }
  refuseNullPointers(tf.backend() as BackendWasm);
  const openBlas = blas();
  const withBlas = typeof openBlas !== "string";
  const restoreGradient = fuseTanhGradient();
  const restoreKernels = replaceKernels<BackendWasm>("wasm", {
    [tf.BatchMatMul]: () => withBlas ? openBlas.matMul() : xnnpackMatMul(),
    [tf.Identity]: () => sharedIdentity,
    [tf.Slice]: sliceKernel,
    [tf.Sum]: sumKernel,
    [tf.Tanh]: tanhKernel,
  });
  return {
    device: withBlas ? recordOf(openBlas) : {
      kind: "wasm",
      label: `wasm with replaced kernels, without OpenBLAS: ${openBlas}`,
      blas: "replaced",
      blasReason: openBlas,
      software: false,
    },
    maxTensorBytes: 2 ** 31,
    check: () => {},
    close: () => {
      restoreKernels();
      restoreGradient();
      if (withBlas) openBlas.close();
    },
  };
}

function recordOf({ version, coreType, threads }: OpenBlas): OpenBackend["device"] {
  const count = threads === 1 ? "1 thread" : `${threads} threads`;
  return {
    kind: "wasm",
    label: `wasm + OpenBLAS ${version} (${coreType}), ${count}`,
    blas: "openblas",
    coreType,
    software: false,
    versions: { openblas: version },
  };
}
