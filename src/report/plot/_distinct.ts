/** Something of a reading, whose `id` it has, and the further readings that have the very same. */
export type Distinct<T> = T & { readonly also: readonly string[] };

/** Shows once what several readings have alike: they judge the same facts by other rules. */
export function distinct<T extends { readonly id: string }>(
  found: readonly T[],
  content: (one: T) => unknown,
): Distinct<T>[] {
  const same = Map.groupBy(found, (one) => JSON.stringify(content(one)));
  return [...same.values()].map(([first, ...others]) => ({
    ...first!,
    also: others.map(({ id }) => id),
  }));
}
