import { type Arithmetic, arithmeticWith, INSTRUCTIONS, Locals } from "./_arithmetic.ts";
import {
  type Code,
  compile,
  F32,
  F64,
  get,
  I32,
  increase,
  moduleOf,
  set,
  unsigned,
  V128,
  vector,
  whileAtLeast,
} from "./_wasm_code.ts";

/** What a function works on, and in which precision; results are rounded to float32 when stored. */
export interface Signature {
  readonly precision: "float32" | "float64";
  readonly inputs: number;
  readonly outputs: number;
  /** Numbers that are the same for all elements. */
  readonly scalars: number;
}

/** An element of every output in terms of an element of every input, and of the scalars. */
export type Elementwise = (
  arithmetic: Arithmetic,
  inputs: readonly Code[],
  scalars: readonly Code[],
) => readonly Code[];

/**
 * Computes `count` floats of every output: byte addresses in the heap of the inputs, then of the
 * outputs, then the count, then the scalars. An output may lie where an input does, not half over it.
 */
export type HeapMap = (...parameters: number[]) => void;

/**
 * Compiles an elementwise function of float32 arrays on the heap, in float32 four elements at a time,
 * or in float64 two at a time; what comes back binds it to a heap.
 */
export function compileMap(
  f: Elementwise,
  signature: Signature,
): (heap: WebAssembly.Memory) => HeapMap {
  const { inputs, outputs, scalars, precision } = signature;
  const parameters = [
    ...Array(inputs + outputs + 1).fill(I32) as number[],
    ...Array(scalars).fill(precision === "float32" ? F32 : F64) as number[],
  ];
  return compile(moduleOf({ parameters, body: functionBody(f, signature) }));
}

const BYTES = 4;

/** Full vectors as long as there are any left, then one element at a time. */
function functionBody(f: Elementwise, signature: Signature): Code {
  const { inputs, outputs, scalars, precision } = signature;
  const count = inputs + outputs;
  const instructions = INSTRUCTIONS[precision];
  const locals = new Locals(count + 1 + scalars, instructions.constant);
  const splats = Array.from({ length: scalars }, () => locals.add());
  const element = ({ load, store }: { load: Code; store: Code }): Code => {
    const definitions: number[] = [];
    const loads = Array.from({ length: inputs }, (_, i) => [...get(i), ...load]);
    const arithmetic = arithmeticWith(instructions, locals, definitions);
    const values = f(arithmetic, loads, splats.map(get));
    // An output may replace an input: all are computed before the first is stored.
    const results = values.map((value) => arithmetic.define(value));
    return [
      ...definitions,
      ...results.flatMap((result, i) => [...get(inputs + i), ...result, ...store]),
    ];
  };
  const loop = (step: number, code: Code): Code =>
    whileAtLeast(count, step, [
      ...code,
      ...Array.from({ length: count }, (_, i) => increase(i, step * BYTES)).flat(),
      ...increase(count, -step),
    ]);
  const full = loop(instructions.lanes, element(instructions.full));
  const single = loop(1, element(instructions.single));
  return [
    ...vector([[...unsigned(locals.count), V128]]),
    ...locals.constants(),
    ...splats.flatMap((local, i) => [...get(count + 1 + i), ...instructions.splat, ...set(local)]),
    ...full,
    ...single,
    0x0b,
  ];
}
