import { type Code, get, set, simd } from "./_wasm_code.ts";

/** Elementwise arithmetic of SIMD vectors in the precision that was asked for. */
export interface Arithmetic {
  add(a: Code, b: Code): Code;
  sub(a: Code, b: Code): Code;
  mul(a: Code, b: Code): Code;
  div(a: Code, b: Code): Code;
  sqrt(a: Code): Code;
  /** eᵃ to 1e-7 of it, with `a` cut to what float32 can hold: −87 to 88; NaN if `a` is. */
  exp(a: Code): Code;
  /** The smaller of two; NaN if `a` is. */
  min(a: Code, b: Code): Code;
  /** The larger of two; NaN if `a` is. */
  max(a: Code, b: Code): Code;
  /** `a` where `b` is positive, else 0. */
  where(a: Code, b: Code): Code;
  constant(value: number): Code;
  /** Computes a value that is used more than once, and names it. */
  define(value: Code): Code;
}

/** What differs between the precisions; memory operands are alignment (as a power of two) and offset. */
export interface Instructions {
  readonly lanes: number;
  /** The opcode of the addition, behind which the others lie in the same order. */
  readonly base: number;
  readonly greater: number;
  readonly splat: Code;
  readonly full: { readonly load: Code; readonly store: Code };
  readonly single: { readonly load: Code; readonly store: Code };
  /** The format: bits of the fraction and bias of the exponent. */
  readonly fraction: number;
  readonly bias: number;
  /** The shift of a lane's bits to the left. */
  readonly shift: number;
  constant(value: number): Uint8Array;
}

const LOAD_ONE = simd(0x5c, 2, 0), STORE_ONE = simd(0x5a, 2, 0, 0);
const PROMOTE = simd(0x5f), DEMOTE = simd(0x5e);

export const INSTRUCTIONS: Readonly<Record<"float32" | "float64", Instructions>> = {
  float32: {
    lanes: 4,
    ...{ base: 0xe4, greater: 0x44, splat: simd(0x13) },
    full: { load: simd(0x00, 2, 0), store: simd(0x0b, 2, 0) },
    single: { load: LOAD_ONE, store: STORE_ONE },
    ...{ fraction: 23, bias: 127, shift: 0xab },
    constant: (value) => new Uint8Array(new Float32Array(4).fill(value).buffer),
  },
  float64: {
    lanes: 2,
    ...{ base: 0xf0, greater: 0x4a, splat: simd(0x14) },
    full: {
      load: [...simd(0x5d, 2, 0), ...PROMOTE],
      store: [...DEMOTE, ...simd(0x5b, 2, 0, 0)],
    },
    single: { load: [...LOAD_ONE, ...PROMOTE], store: [...DEMOTE, ...STORE_ONE] },
    ...{ fraction: 52, bias: 1023, shift: 0xcb },
    constant: (value) => new Uint8Array(new Float64Array(2).fill(value).buffer),
  },
};

/** Local variables; constants are among them, since V8 would build each anew at every use. */
export class Locals {
  readonly #first: number;
  readonly #bytesOf: (value: number) => Uint8Array;
  readonly #constants = new Map<number, number>();
  count = 0;

  constructor(first: number, bytesOf: (value: number) => Uint8Array) {
    this.#first = first;
    this.#bytesOf = bytesOf;
  }

  add(): number {
    return this.#first + this.count++;
  }

  constant(value: number): number {
    const known = this.#constants.get(value) ?? this.add();
    this.#constants.set(value, known);
    return known;
  }

  constants(): Code {
    return [...this.#constants].flatMap(([value, local]) => [
      ...simd(0x0c, ...this.#bytesOf(value)),
      ...set(local),
    ]);
  }
}

/** Arithmetic whose definitions are written to the end of `definitions`, in the order they are made. */
export function arithmeticWith(
  instructions: Instructions,
  locals: Locals,
  definitions: number[],
): Arithmetic {
  const { base, greater } = instructions;
  const binary = (offset: number) => (a: Code, b: Code) => [...a, ...b, ...simd(base + offset)];
  const constant = (value: number) => get(locals.constant(value));
  const arithmetic: Arithmetic = {
    sqrt: (a) => [...a, ...simd(base - 1)],
    exp: (a) => exp(a, arithmetic, instructions),
    add: binary(0),
    sub: binary(1),
    mul: binary(2),
    div: binary(3),
    min: binary(6),
    max: binary(7),
    where: (a, b) => [...a, ...b, ...constant(0), ...simd(greater), ...simd(0x4e)],
    constant,
    define(value) {
      const local = locals.add();
      definitions.push(...value, ...set(local));
      return get(local);
    },
  };
  return arithmetic;
}

/** 1/k!: Taylor's series of the exponential, whose rest on ±ln 2/2 is below 1e-8. */
const SERIES = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040];

/** Above and below ln 2, so that a whole number times the first part is exact in float32. */
const LN2 = [0.693359375, Math.LN2 - 0.693359375] as const;

/** e^a = 2ⁿ · e^r with n the whole number nearest to a/ln 2. */
function exp(
  a: Code,
  { add, constant, define, max, min, mul, sub }: Arithmetic,
  { fraction, bias, shift }: Instructions,
): Code {
  const x = define(max(min(a, constant(88)), constant(-87)));
  // The addition rounds to a whole number, and leaves n + bias in the last bits of the fraction.
  const magic = constant(1.5 * 2 ** fraction + bias);
  const sum = define(add(mul(x, constant(1 / Math.LN2)), magic));
  const n = define(sub(sum, magic));
  const r = define(sub(sub(x, mul(n, constant(LN2[0]))), mul(n, constant(LN2[1]))));
  const power: Code = [...sum, 0x41, fraction, ...simd(shift)];
  return mul(power, polynomial(SERIES, r, { add, constant, mul }));
}

/** Horner's scheme; lowest power first. */
export function polynomial(
  coefficients: readonly number[],
  x: Code,
  { add, constant, mul }: Pick<Arithmetic, "add" | "constant" | "mul">,
): Code {
  return coefficients.map(constant).reduceRight((sum, next) => add(next, mul(x, sum)));
}
