import type { Encoder } from "../model/mod.ts";

/** Throws a RangeError when there are no names, or one is not that of a parameter. */
export function requireNames(
  { name, parameters }: Pick<Encoder, "name" | "parameters">,
  names: readonly string[],
): void {
  if (names.length === 0) {
    throw new RangeError(`Cannot train the network ${name}: none of its parameters is named.`);
  }
  const known = parameters.map((parameter) => parameter.name);
  const unknown = names.find((wanted) => !known.includes(wanted));
  if (unknown === undefined) return;
  throw new RangeError(
    `Cannot train '${unknown}' of the network ${name}: it has ${known.join(", ")}.`,
  );
}
