import { type Arithmetic, arithmeticWith, INSTRUCTIONS, Locals } from "./_arithmetic.ts";
import {
  type Code,
  compile,
  get,
  I32,
  increase,
  integer,
  moduleOf,
  set,
  simd,
  unsigned,
  V128,
  vector,
  whileAtLeast,
} from "./_wasm_code.ts";

/** A vector of four floats that changes. */
export interface Variable {
  readonly value: Code;
  set(value: Code): void;
}

/** A whole number that a routine is called with: the address of a float on the heap, or a count. */
export interface Parameter {
  readonly local: number;
  /** Moves by a number of floats. */
  move(floats: number): void;
  /** A new pointer to the same address. */
  copy(): Parameter;
  /** The four floats from `floats` after the address on. */
  load(floats?: number): Code;
  store(value: Code, floats?: number): void;
  /** Four floats, `apart` floats from each other. */
  gather(floats: number, options: { apart: number }): Code;
  scatter(value: Code, floats: number, options: { apart: number }): void;
}

/**
 * Writes code statement by statement, all in float32 vectors of four: whatever is called here runs
 * when the routine does, as often as the loops around the call say.
 */
export interface Writer extends Arithmetic {
  variable(initial: Code): Variable;
  /** The sum of a vector's four floats, in each of the four. */
  total(value: Code): Code;
  /** Runs `body` a number of times that is fixed, or that the routine is called with. */
  repeat(times: number | Parameter, body: () => void): void;
}

/** Runs on a heap, with its parameters in order. */
export type Routine = (...parameters: number[]) => void;

/** Compiles a routine of so many parameters; what comes back binds it to a heap. */
export function compileRoutine(
  count: number,
  write: (writer: Writer, parameters: readonly Parameter[]) => void,
): (heap: WebAssembly.Memory) => Routine {
  const code: number[] = [];
  const firstVector = count + SPARE_INTEGERS;
  let integers = count;
  const newInteger = () => {
    if (integers === firstVector) throw new RangeError("Cannot write a routine of so many loops.");
    return integers++;
  };
  const vectors = new Locals(firstVector, INSTRUCTIONS.float32.constant);
  const arithmetic = arithmeticWith(INSTRUCTIONS.float32, vectors, code);
  const writer: Writer = {
    ...arithmetic,
    variable(initial) {
      const local = vectors.add();
      code.push(...initial, ...set(local));
      return {
        value: get(local),
        set: (value) => void code.push(...value, ...set(local)),
      };
    },
    total(value) {
      const { add, define } = arithmetic;
      const pairs = define(add(value, swap(value, [2, 3, 0, 1])));
      return define(add(pairs, swap(pairs, [1, 0, 3, 2])));
    },
    repeat(times, body) {
      const counter = newInteger();
      code.push(...typeof times === "number" ? integer(times) : get(times.local), ...set(counter));
      const start = code.length;
      body();
      const inner = code.splice(start);
      code.push(...whileAtLeast(counter, 1, [...inner, ...increase(counter, -1)]));
    },
  };
  const parameter = (local: number): Parameter => ({
    local,
    move: (floats) => void code.push(...increase(local, floats * BYTES)),
    copy() {
      const other = newInteger();
      code.push(...get(local), ...set(other));
      return parameter(other);
    },
    load: (floats = 0) => [...get(local), ...simd(0x00, 2, ...unsigned(floats * BYTES))],
    store: (value, floats = 0) =>
      void code.push(...get(local), ...value, ...simd(0x0b, 2, ...unsigned(floats * BYTES))),
    gather: (floats, { apart }) =>
      EACH_LANE.reduce<Code>((gathered, lane) => [
        ...get(local),
        ...gathered,
        ...simd(0x56, 2, ...unsigned((floats + lane * apart) * BYTES), lane),
      ], arithmetic.constant(0)),
    scatter(value, floats, { apart }) {
      const whole = arithmetic.define(value);
      for (const lane of EACH_LANE) {
        const offset = unsigned((floats + lane * apart) * BYTES);
        code.push(...get(local), ...whole, ...simd(0x5a, 2, ...offset, lane));
      }
    },
  });
  write(writer, Array.from({ length: count }, (_, i) => parameter(i)));
  const body = [
    ...vector([[...unsigned(SPARE_INTEGERS), I32], [...unsigned(vectors.count), V128]]),
    ...vectors.constants(),
    ...code,
    0x0b,
  ];
  return compile(moduleOf({ parameters: Array(count).fill(I32), body }));
}

/** Floats of a vector. */
export const LANES = 4;

const BYTES = 4;
/** Local integers of a routine: loops and copies of pointers. */
const SPARE_INTEGERS = 16;
const EACH_LANE = [0, 1, 2, 3] as const;

/** A vector's floats in another order. */
const swap = (value: Code, order: readonly number[]): Code => [
  ...value,
  ...value,
  ...simd(0x0d, ...order.flatMap((lane) => EACH_LANE.map((byte) => lane * BYTES + byte))),
];
