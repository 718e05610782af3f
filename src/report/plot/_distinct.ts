import { label } from "./_text.ts";

/** Something of a reading, whose `id` it has, and the further readings that have the very same. */
export type Distinct<T> = T & { readonly also: readonly string[] };

/** The names of all that have it. */
export function namesOf({ id, also }: Distinct<{ readonly id: string }>, longest = 40): string {
  return [id, ...also].map((name) => label(name, longest)).join(", ");
}

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
