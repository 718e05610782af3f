// The part of @std/cli/parse-args that Taskproof uses; npm:deno-std ships JavaScript without types.
export interface ParseOptions {
  readonly boolean?: readonly string[];
  readonly string?: readonly string[];
  readonly collect?: readonly string[];
  readonly alias?: Readonly<Record<string, string | readonly string[]>>;
  readonly default?: Readonly<Record<string, unknown>>;
  readonly stopEarly?: boolean;
  readonly "--"?: boolean;
  readonly unknown?: (argument: string, key?: string, value?: unknown) => unknown;
}
export interface Args {
  readonly _: readonly (string | number)[];
  readonly [key: string]: unknown;
}
/** Parses command-line arguments into a record of options and the positional rest under `_`. */
export function parseArgs(args: readonly string[], options?: ParseOptions): Args;
