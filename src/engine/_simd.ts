/**
 * A compiler for elementwise functions of float32 arrays: it writes the bytes of a WebAssembly
 * module that works on the heap of another one, in float64, two elements at a time.
 *
 * Byte values are those of the WebAssembly 2.0 specification, chapter 5.
 */

/** Code that leaves one value on the stack. */
export type Code = readonly number[];

/** Elementwise arithmetic in float64. */
export interface Arithmetic {
  add(a: Code, b: Code): Code;
  sub(a: Code, b: Code): Code;
  mul(a: Code, b: Code): Code;
  div(a: Code, b: Code): Code;
  /** The smaller of two; NaN if `a` is. */
  min(a: Code, b: Code): Code;
  /** The larger of two; NaN if `a` is. */
  max(a: Code, b: Code): Code;
  constant(value: number): Code;
  /** Computes a value that is used more than once, and names it. */
  define(value: Code): Code;
}

/** An elementwise function of one or two arrays, in terms of an element of each. */
export type Elementwise = (arithmetic: Arithmetic, a: Code, b: Code) => Code;

/** Computes to[i] = f(a[i], b[i]) for `count` floats, given byte addresses in the heap. */
export type HeapMap = (a: number, b: number, to: number, count: number) => void;

/**
 * Compiles `f`; what comes back binds it to a heap. A result is rounded to float32 once, when it is
 * stored.
 */
export function compileMap(f: Elementwise): (heap: WebAssembly.Memory) => HeapMap {
  const body = functionBody(f);
  const bytes = Uint8Array.of(
    ...[0x00, ...text("asm"), 1, 0, 0, 0],
    ...section(1, [0x60, ...vector([[I32], [I32], [I32], [I32]]), ...vector([])]),
    ...section(2, [...name("heap"), ...name("memory"), 0x02, 0x00, 0]),
    ...section(3, [0]),
    ...section(7, [...name("map"), 0x00, 0]),
    ...section(10, [...unsigned(body.length), ...body]),
  );
  const module = new WebAssembly.Module(bytes);
  return (heap) =>
    new WebAssembly.Instance(module, { heap: { memory: heap } }).exports["map"] as HeapMap;
}

const I32 = 0x7f, V128 = 0x7b;
const A = 0, B = 1, TO = 2, COUNT = 3;
const BYTES = 4;

/** Pairs as long as two elements are left, then the odd one. */
function functionBody(f: Elementwise): Code {
  const locals = new Locals(4);
  const element = (load: Code, store: Code): Code => {
    const definitions: number[] = [];
    const [a, b] = [A, B].map((pointer) => [...get(pointer), ...load]);
    const value = f(arithmeticWith(locals, definitions), a!, b!);
    return [...definitions, ...get(TO), ...value, ...store];
  };
  const pair = element(LOAD_PAIR, STORE_PAIR);
  const odd = element(LOAD_ONE, STORE_ONE);
  return [
    ...vector([[...unsigned(locals.count), V128]]),
    ...locals.constants(),
    ...[0x02, 0x40, 0x03, 0x40], // block, loop
    ...[...get(COUNT), ...integer(2), 0x49, 0x0d, 1], // count < 2: leave the block
    ...pair,
    ...[A, B, TO].flatMap((pointer) => increase(pointer, 2 * BYTES)),
    ...increase(COUNT, -2),
    ...[0x0c, 0, 0x0b, 0x0b], // again; end, end
    ...[...get(COUNT), 0x04, 0x40, ...odd, 0x0b], // if count is not 0
    0x0b,
  ];
}

/** SIMD variables; constants are among them, since V8 would build each anew at every use. */
class Locals {
  readonly #first: number;
  readonly #constants = new Map<number, number>();
  count = 0;

  constructor(first: number) {
    this.#first = first;
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
      ...simd(0x0c, ...new Uint8Array(Float64Array.of(value, value).buffer)),
      ...set(local),
    ]);
  }
}

function arithmeticWith(locals: Locals, definitions: number[]): Arithmetic {
  const binary = (opcode: number) => (a: Code, b: Code) => [...a, ...b, ...simd(opcode)];
  return {
    add: binary(0xf0),
    sub: binary(0xf1),
    mul: binary(0xf2),
    div: binary(0xf3),
    min: binary(0xf6),
    max: binary(0xf7),
    constant: (value) => get(locals.constant(value)),
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

/** Float32 to float64 and back; the memory operands are alignment (as a power of two) and offset. */
const PROMOTE = simd(0x5f), DEMOTE = simd(0x5e);
const LOAD_PAIR = [...simd(0x5d, 2, 0), ...PROMOTE], LOAD_ONE = [...simd(0x5c, 2, 0), ...PROMOTE];
const STORE_PAIR = [...DEMOTE, ...simd(0x5b, 2, 0, 0)];
const STORE_ONE = [...DEMOTE, ...simd(0x5a, 2, 0, 0)];

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (characters: string): Code => [...new TextEncoder().encode(characters)];
const name = (characters: string): Code => vector(text(characters).map((byte) => [byte]));
const section = (id: number, item: Code): Code => {
  const content = vector([item]);
  return [id, ...unsigned(content.length), ...content];
};
