/** Which part of a data set a file or folder is, by its publisher. */
export type Role = "train" | "test";

/**
 * The part that a name says it is: it starts with `train`, `test`, `val`, `valid` or `validation`.
 *
 * Published validation sets are joined to the training set, of which ours is a part.
 */
export function roleOf(name: string): Role | undefined {
  const found = /^(train|test|val|valid|validation)(?![a-z])/i.exec(name)?.[1]?.toLowerCase();
  return found === undefined ? undefined : found === "test" ? "test" : "train";
}
