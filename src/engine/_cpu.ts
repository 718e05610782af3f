import * as tf from "@tensorflow/tfjs";
import type { OpenBackend } from "./_open_backend.ts";

/** Starts tfjs's backend in plain JavaScript, which needs nothing and is always there. */
export async function openCpu(): Promise<OpenBackend> {
  await tf.setBackend("cpu");
  // Its first use recommends tfjs-node, which is no part of this program.
  (tf.backend() as unknown as { firstUse: boolean }).firstUse = false;
  return {
    device: { kind: "cpu", label: "cpu (plain JavaScript)", blas: "none", software: false },
    maxTensorBytes: 2 ** 32,
    check: () => {},
    close: () => {},
  };
}
