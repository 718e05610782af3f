/**
 * A compiler for elementwise functions of float32 arrays: it writes the bytes of a WebAssembly
 * module that works on the heap of another one, in float32 four elements at a time, or in float64
 * two at a time.
 *
 * Byte values are those of the WebAssembly 2.0 specification, chapter 5.
 */

/** Code that leaves one value on the stack. */
export type Code = readonly number[];

/** Elementwise arithmetic in the precision that was asked for. */
export interface Arithmetic {
  add(a: Code, b: Code): Code;
  sub(a: Code, b: Code): Code;
  mul(a: Code, b: Code): Code;
  div(a: Code, b: Code): Code;
  sqrt(a: Code): Code;
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

/** Compiles `f`; what comes back binds it to a heap. */
export function compileMap(
  f: Elementwise,
  signature: Signature,
): (heap: WebAssembly.Memory) => HeapMap {
  const { inputs, outputs, scalars, precision } = signature;
  const body = functionBody(f, signature);
  const scalarType = [precision === "float32" ? F32 : F64];
  const parameters = [
    ...Array(inputs + outputs + 1).fill([I32]) as Code[],
    ...Array(scalars).fill(scalarType) as Code[],
  ];
  const bytes = Uint8Array.of(
    ...[0x00, ...text("asm"), 1, 0, 0, 0],
    ...section(1, [0x60, ...vector(parameters), ...vector([])]),
    ...section(2, [...name("heap"), ...name("memory"), 0x02, 0x00, 0]),
    ...section(3, [0]),
    ...section(7, [...name("map"), 0x00, 0]),
    ...section(10, [...unsigned(body.length), ...body]),
  );
  const module = new WebAssembly.Module(bytes);
  return (heap) =>
    new WebAssembly.Instance(module, { heap: { memory: heap } }).exports["map"] as HeapMap;
}

const I32 = 0x7f, F32 = 0x7d, F64 = 0x7c, V128 = 0x7b;
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
  const loop = (step: number, code: Code): Code => [
    ...[0x02, 0x40, 0x03, 0x40], // block, loop
    ...[...get(count), ...integer(step), 0x49, 0x0d, 1], // count < step: leave the block
    ...code,
    ...Array.from({ length: count }, (_, i) => increase(i, step * BYTES)).flat(),
    ...increase(count, -step),
    ...[0x0c, 0, 0x0b, 0x0b], // again; end, end
  ];
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

/** SIMD variables; constants are among them, since V8 would build each anew at every use. */
class Locals {
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

function arithmeticWith(
  { base, greater }: Instructions,
  locals: Locals,
  definitions: number[],
): Arithmetic {
  const binary = (offset: number) => (a: Code, b: Code) => [...a, ...b, ...simd(base + offset)];
  const constant = (value: number) => get(locals.constant(value));
  return {
    sqrt: (a) => [...a, ...simd(base - 1)],
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
}

function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

const get = (local: number): Code => [0x20, ...unsigned(local)];
const set = (local: number): Code => [0x21, ...unsigned(local)];
const simd = (opcode: number, ...operands: number[]): Code => [
  0xfd,
  ...unsigned(opcode),
  ...operands,
];
/** Between −64 and 63, which a signed LEB128 holds in one byte. */
const integer = (value: number): Code => [0x41, value & 0x7f];
const increase = (local: number, by: number): Code => [
  ...get(local),
  ...integer(by),
  0x6a,
  ...set(local),
];

/** What differs between the precisions; memory operands are alignment (as a power of two) and offset. */
interface Instructions {
  readonly lanes: number;
  /** The opcode of the addition, behind which the others lie in the same order. */
  readonly base: number;
  readonly greater: number;
  readonly splat: Code;
  readonly full: { readonly load: Code; readonly store: Code };
  readonly single: { readonly load: Code; readonly store: Code };
  constant(value: number): Uint8Array;
}

const LOAD_ONE = simd(0x5c, 2, 0), STORE_ONE = simd(0x5a, 2, 0, 0);
const PROMOTE = simd(0x5f), DEMOTE = simd(0x5e);

const INSTRUCTIONS: Readonly<Record<Signature["precision"], Instructions>> = {
  float32: {
    lanes: 4,
    base: 0xe4,
    greater: 0x44,
    splat: simd(0x13),
    full: { load: simd(0x00, 2, 0), store: simd(0x0b, 2, 0) },
    single: { load: LOAD_ONE, store: STORE_ONE },
    constant: (value) => new Uint8Array(new Float32Array(4).fill(value).buffer),
  },
  float64: {
    lanes: 2,
    base: 0xf0,
    greater: 0x4a,
    splat: simd(0x14),
    full: {
      load: [...simd(0x5d, 2, 0), ...PROMOTE],
      store: [...DEMOTE, ...simd(0x5b, 2, 0, 0)],
    },
    single: { load: [...LOAD_ONE, ...PROMOTE], store: [...DEMOTE, ...STORE_ONE] },
    constant: (value) => new Uint8Array(new Float64Array(2).fill(value).buffer),
  },
};

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (characters: string): Code => [...new TextEncoder().encode(characters)];
const name = (characters: string): Code => vector(text(characters).map((byte) => [byte]));
const section = (id: number, item: Code): Code => {
  const content = vector([item]);
  return [id, ...unsigned(content.length), ...content];
};
