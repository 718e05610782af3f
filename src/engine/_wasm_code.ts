/**
 * Bytes of WebAssembly modules: values are those of the WebAssembly 2.0 specification, chapter 5.
 */

/** Code that leaves one value on the stack, or, as a statement, none. */
export type Code = readonly number[];

export const I32 = 0x7f, F32 = 0x7d, F64 = 0x7c, V128 = 0x7b;

/** The bytes of a module of one function, `run`, that works on the memory `heap.memory`. */
export function moduleOf(
  { parameters, body }: { readonly parameters: readonly number[]; readonly body: Code },
): Uint8Array<ArrayBuffer> {
  const types = parameters.map((type) => [type]);
  return Uint8Array.of(
    ...[0x00, ...text("asm"), 1, 0, 0, 0],
    ...section(1, [0x60, ...vector(types), ...vector([])]),
    ...section(2, [...name("heap"), ...name("memory"), 0x02, 0x00, 0]),
    ...section(3, [0]),
    ...section(7, [...name("run"), 0x00, 0]),
    ...section(10, [...unsigned(body.length), ...body]),
  );
}

/** Compiles a module of {@linkcode moduleOf}; what comes back binds its function to a heap. */
export function compile(
  bytes: Uint8Array<ArrayBuffer>,
): (heap: WebAssembly.Memory) => (...parameters: number[]) => void {
  const module = new WebAssembly.Module(bytes);
  return (heap) =>
    new WebAssembly.Instance(module, { heap: { memory: heap } }).exports["run"] as () => void;
}

export function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** A constant i32. */
export function integer(value: number): Code {
  const bytes = [];
  for (; value < -64 || value > 63; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return [0x41, ...bytes, value & 0x7f];
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const increase = (local: number, by: number): Code => [
  ...get(local),
  ...integer(by),
  0x6a,
  ...set(local),
];

export const simd = (opcode: number, ...operands: readonly number[]): Code => [
  0xfd,
  ...unsigned(opcode),
  ...operands,
];

/** Runs `code`, which counts the local down, as long as that is at least `step`. */
export const whileAtLeast = (local: number, step: number, code: Code): Code => [
  ...[0x02, 0x40, 0x03, 0x40], // block, loop
  ...[...get(local), ...integer(step), 0x49, 0x0d, 1], // count < step: leave the block
  ...code,
  ...[0x0c, 0, 0x0b, 0x0b], // again; end, end
];

export const vector = (items: readonly Code[]): Code => [
  ...unsigned(items.length),
  ...items.flat(),
];
const text = (characters: string): Code => [...new TextEncoder().encode(characters)];
const name = (characters: string): Code => vector(text(characters).map((byte) => [byte]));
const section = (id: number, item: Code): Code => {
  const content = vector([item]);
  return [id, ...unsigned(content.length), ...content];
};
