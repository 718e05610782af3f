/** Runs work as many pieces at a time as there are cores, and gives the results in order. */
export async function inParallel<T>(work: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const pieces = work.entries();
  const lane = async () => {
    for (const [i, piece] of pieces) results[i] = await piece();
  };
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, lane));
  return results;
}
