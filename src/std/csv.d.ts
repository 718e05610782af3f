// The part of @std/csv that Taskproof uses; npm:deno-std ships JavaScript without types.
export type DataItem = Record<string, unknown> | readonly unknown[];
export interface StringifyOptions {
  readonly headers?: boolean;
  readonly columns?: readonly string[];
  readonly separator?: string;
  readonly bom?: boolean;
}
/** Writes rows as RFC 4180 CSV with CRLF line ends. */
export function stringify(data: readonly DataItem[], options?: StringifyOptions): string;
export interface ParseOptions {
  readonly skipFirstRow?: boolean;
  readonly columns?: readonly string[];
  readonly separator?: string;
}
/** Reads CSV: rows as arrays, or as objects when the first row or `columns` names them. */
export function parse(input: string): string[][];
export function parse(
  input: string,
  options: ParseOptions & ({ skipFirstRow: true } | { columns: readonly string[] }),
): Record<string, string>[];
