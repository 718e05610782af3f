import type { Lab } from "../../src/lab/mod.ts";

/**
 * The most bytes that tensors take while some work is done, besides those that were there before.
 *
 * As tfjs counts them at the end of every kernel: what a kernel uses within itself, and what an
 * allocator keeps, is not in it.
 */
export async function peakBytes(
  { tf }: Lab["engine"],
  work: () => Promise<void>,
): Promise<number> {
  const before = tf.memory().numBytes;
  const { peakBytes } = await tf.profile(async () => {
    await work();
    return [];
  });
  return peakBytes - before;
}
