import * as tf from "@tensorflow/tfjs";

/** A kernel as tfjs calls it, with the backend's class and the kernel's inputs made explicit. */
export type Kernel<Backend> = (call: {
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs?: tf.NamedAttrMap;
  readonly backend: Backend;
}) => tf.TensorInfo;

/**
 * Puts kernels in the place of a backend's own and returns the function that puts those back.
 *
 * A replacement is made from the kernel it replaces, so that it can hand over what it does not treat.
 * @throws {Error} when the backend has no kernel of that name: tfjs has changed under us.
 */
export function replaceKernels<Backend>(
  backendName: string,
  replacements: Readonly<Record<string, (stock: Kernel<Backend>) => Kernel<Backend>>>,
): () => void {
  const replaced = Object.entries(replacements).map(([kernelName, replacement]) => {
    const stock = tf.getKernel(kernelName, backendName);
    if (!stock) {
      throw new Error(
        `Cannot replace the kernel ${kernelName}: the ${backendName} backend of tfjs ` +
          `${tf.version["tfjs-core"]} has none. Use the tfjs version that deno.json names.`,
      );
    }
    const kernelFunc = replacement(stock.kernelFunc as Kernel<Backend>) as tf.KernelFunc;
    reregister({ ...stock, kernelFunc });
    return stock;
  });
  return () => replaced.forEach(reregister);
}

function reregister(config: tf.KernelConfig): void {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}
