import { DataError } from "../data_error.ts";
import { MOST_CLASSES } from "../labels.ts";

/** Refuses names of classes that are too few, too many, empty or the same but for their case. */
export function checkNames(names: readonly string[], file: string): readonly string[] {
  if (names.length < 2 || names.length > MOST_CLASSES) {
    const expected = `from 2 to ${MOST_CLASSES} classes`;
    throw new DataError(file, { expected, found: `${names.length}` });
  }
  const seen = new Map<string, string>();
  for (const name of names) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined || name === "") {
      const found = name === "" ? "an empty name" : `the two classes '${before}' and '${name}'`;
      throw new DataError(file, { expected: "a name of its own for every class", found });
    }
    seen.set(name.toLowerCase(), name);
  }
  return names;
}

/** Names for classes that have only numbers. */
export function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, label) => `${label}`);
}
