import { parseArgs } from "@std/cli/parse-args";
import { list, unknown, UsageError } from "./usage.ts";

/** The options of a command: those with a value, and those without. */
export interface OptionNames {
  readonly valued: readonly string[];
  readonly flags: readonly string[];
}

/** A parsed command line. */
export interface Options {
  readonly positional: readonly string[];
  value(name: string): string | undefined;
  flag(name: string): boolean;
}

/**
 * Parses the arguments of a command; `--help` is known to all.
 *
 * @throws {UsageError} for an option that is unknown, has no value, or is given twice.
 */
export function parseOptions(args: readonly string[], { valued, flags }: OptionNames): Options {
  const known = [...valued, ...flags, "help"];
  const assigned = flags.find((name) => args.some((argument) => argument.startsWith(`--${name}=`)));
  if (assigned !== undefined) throw new UsageError(`Option --${assigned} takes no value.`);
  const parsed = parseArgs(joinNegatives(args, valued), {
    string: [...valued, "_"],
    boolean: [...flags, "help"],
    collect: valued,
    alias: { h: "help" },
    unknown: (argument, key) => {
      if (key === undefined) return true;
      const word = argument.split("=")[0]!;
      throw unknown("option", { word, valid: known.map((name) => `--${name}`) });
    },
  });
  const values = new Map<string, string>();
  for (const name of valued) {
    const given = parsed[name] as readonly string[];
    if (given.length > 1) {
      throw new UsageError(`Option --${name} is given ${given.length} times: give it once.`);
    }
    // An option that swallowed the next one, or stands last, has no value.
    if (given[0] === "") throw new UsageError(`Option --${name} needs a value.`);
    if (given[0] !== undefined) values.set(name, given[0]);
  }
  return {
    positional: parsed._.map(String),
    value: (name) => values.get(name),
    flag: (name) => parsed[name] === true,
  };
}

/** `--seeds -1` as `--seeds=-1`: a number after an option is its value, if a wrong one. */
function joinNegatives(args: readonly string[], valued: readonly string[]): string[] {
  const isNegative = (i: number) =>
    /^-\d/.test(args[i] ?? "") && valued.some((name) => args[i - 1] === `--${name}`);
  return args.flatMap((argument, i) =>
    isNegative(i) ? [] : isNegative(i + 1) ? [`${argument}=${args[i + 1]}`] : [argument]
  );
}

/** The value of an option that must be one of a few. */
export function oneOf<T extends string>(
  options: Options,
  { name, valid, otherwise }: { name: string; valid: readonly T[]; otherwise: T },
): T {
  const word = options.value(name) ?? otherwise;
  const found = valid.find((candidate) => candidate === word);
  if (found === undefined) throw unknown(name, { word, valid });
  return found;
}

/** The value of an option that must be a positive whole number. */
export function positiveNumber(options: Options, name: string): number | undefined {
  const text = options.value(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value === 0 || !Number.isSafeInteger(value)) {
    throw new UsageError(`Option --${name} is '${text}': it must be a positive whole number.`);
  }
  return value;
}

/** Seeds of every cell: how many, and the first where it is not 0. */
export interface SeedBlock {
  readonly seeds?: number;
  readonly firstSeed?: number;
}

/** The value of `--seeds`: a number of them, or a block such as `8-15`. */
export function seedBlock(options: Options): SeedBlock {
  const text = options.value("seeds") ?? "";
  const block = /^(\d+)-(\d+)$/.exec(text);
  if (!block) {
    const seeds = positiveNumber(options, "seeds");
    return seeds === undefined ? {} : { seeds };
  }
  const [first, last] = [Number(block[1]), Number(block[2])];
  if (!(first <= last && Number.isSafeInteger(last))) {
    throw new UsageError(`Option --seeds is '${text}': the block must end after it begins.`);
  }
  return { seeds: last - first + 1, ...first > 0 && { firstSeed: first } };
}

/** Refuses two options that contradict each other. */
export function exclusive(options: Options, names: readonly string[]): void {
  const given = names.filter((name) => options.flag(name));
  if (given.length > 1) {
    throw new UsageError(`Give only one of ${list(given.map((name) => `--${name}`))}.`);
  }
}
