import { bindForSizes } from "./_heap_map.ts";
import { compileRoutine, LANES, type Parameter, type Routine, type Writer } from "./_routine.ts";

/** What the routines are compiled for. */
export type Sizes = {
  readonly tokens: number;
  /** Entries of a query, key or value of one head. */
  readonly size: number;
  /** Entries of a row of queries, keys and values of all heads. */
  readonly width: number;
};

/**
 * Attention of one sample and four heads. "Lanes" are arrays [tokens, size] of vectors, and "squares"
 * [tokens, tokens], on the heap; a vector has an entry for each of the heads. "Rows" are tfjs's
 * [tokens, width] or, of queries, keys and values, [tokens, 3 · width], from the first head's first
 * entry on.
 */
export type AttentionRoutines = Readonly<
  Record<
    /** (rows, lanes) of rows with and without keys and values beside them, and back. */
    | "readWide"
    | "readNarrow"
    | "writeWide"
    | "writeNarrow"
    /** (a lanes, b lanes, out square): out[i][j] = ⟨a_i, b_j⟩, or that much more. */
    | "dots"
    | "addDots"
    /** (square, lanes, out lanes): out_i = Σ_j square[i][j] · lanes_j, or that much more. */
    | "mix"
    | "addMix"
    /** The same of the square transposed. */
    | "mixTransposed"
    /** (square): the softmax of every row over √size. */
    | "softmax"
    /** (square p, square): every row s becomes p · (s − ⟨p, s⟩)/√size, softmax's derivative along s. */
    | "softmaxSlope",
    Routine
  >
>;

/** The routines on a backend's heap. */
export const attentionRoutines = bindForSizes((sizes: Sizes) => {
  const { tokens, width } = sizes;
  const [byRow, byColumn] = [{ row: tokens, next: 1 }, { row: 1, next: tokens }];
  const [wide, narrow] = [{ stride: 3 * width }, { stride: width }];
  const all = {
    readWide: compileRoutine(2, (writer, at) => read(writer, at, { ...sizes, ...wide })),
    readNarrow: compileRoutine(2, (writer, at) => read(writer, at, { ...sizes, ...narrow })),
    writeWide: compileRoutine(2, (writer, at) => write(writer, at, { ...sizes, ...wide })),
    writeNarrow: compileRoutine(2, (writer, at) => write(writer, at, { ...sizes, ...narrow })),
    dots: compileRoutine(3, (writer, at) => dots(writer, at, sizes)),
    addDots: compileRoutine(3, (writer, at) => dots(writer, at, { ...sizes, adding: true })),
    mix: compileRoutine(3, (writer, at) => mix(writer, at, { ...sizes, ...byRow })),
    addMix: compileRoutine(
      3,
      (writer, at) => mix(writer, at, { ...sizes, ...byRow, adding: true }),
    ),
    mixTransposed: compileRoutine(3, (writer, at) => mix(writer, at, { ...sizes, ...byColumn })),
    softmax: compileRoutine(1, (writer, at) => softmax(writer, at, sizes)),
    softmaxSlope: compileRoutine(2, (writer, at) => softmaxSlope(writer, at, sizes)),
  };
  return (heap: WebAssembly.Memory): AttentionRoutines =>
    Object.fromEntries(
      Object.entries(all).map(([name, bind]) => [name, bind(heap)]),
    ) as unknown as AttentionRoutines;
});

function read(
  { repeat }: Writer,
  [rows, lanes]: readonly Parameter[],
  { tokens, size, stride }: Sizes & { stride: number },
): void {
  repeat(tokens, () => {
    for (let c = 0; c < size; c++) lanes!.store(rows!.gather(c, { apart: size }), c * LANES);
    rows!.move(stride);
    lanes!.move(size * LANES);
  });
}

function write(
  { repeat }: Writer,
  [lanes, rows]: readonly Parameter[],
  { tokens, size, stride }: Sizes & { stride: number },
): void {
  repeat(tokens, () => {
    for (let c = 0; c < size; c++) rows!.scatter(lanes!.load(c * LANES), c, { apart: size });
    rows!.move(stride);
    lanes!.move(size * LANES);
  });
}

function dots(
  { add, define, mul, repeat }: Writer,
  [a, b, out]: readonly Parameter[],
  { tokens, size, adding = false }: Sizes & { adding?: boolean },
): void {
  repeat(tokens, () => {
    const entries = Array.from({ length: size }, (_, c) => define(a!.load(c * LANES)));
    const other = b!.copy();
    repeat(tokens, () => {
      const products = entries.map((entry, c) => mul(entry, other.load(c * LANES)));
      const terms = adding ? [out!.load(), ...products] : products;
      out!.store(terms.reduce(add));
      other.move(size * LANES);
      out!.move(LANES);
    });
    a!.move(size * LANES);
  });
}

function mix(
  { add, constant, define, mul, repeat, variable }: Writer,
  [square, lanes, out]: readonly Parameter[],
  { tokens, size, row, next, adding = false }: Sizes & {
    row: number;
    next: number;
    adding?: boolean;
  },
): void {
  repeat(tokens, () => {
    const sums = Array.from(
      { length: size },
      (_, c) => variable(adding ? out!.load(c * LANES) : constant(0)),
    );
    const [factors, values] = [square!.copy(), lanes!.copy()];
    repeat(tokens, () => {
      const factor = define(factors.load());
      sums.forEach((sum, c) => sum.set(add(sum.value, mul(factor, values.load(c * LANES)))));
      factors.move(next * LANES);
      values.move(size * LANES);
    });
    sums.forEach((sum, c) => out!.store(sum.value, c * LANES));
    square!.move(row * LANES);
    out!.move(size * LANES);
  });
}

function softmax(
  { add, constant, define, div, exp, max, mul, repeat, sub, variable }: Writer,
  [square]: readonly Parameter[],
  { tokens, size }: Sizes,
): void {
  const scale = constant(1 / Math.sqrt(size));
  const each = (of: Parameter, body: (at: Parameter) => void) => {
    const at = of.copy();
    repeat(tokens, () => {
      body(at);
      at.move(LANES);
    });
  };
  repeat(tokens, () => {
    const largest = variable(square!.load());
    each(square!, (at) => largest.set(max(largest.value, at.load())));
    const sum = variable(constant(0));
    each(square!, (at) => {
      const power = define(exp(mul(sub(at.load(), largest.value), scale)));
      at.store(power);
      sum.set(add(sum.value, power));
    });
    const share = define(div(constant(1), sum.value));
    each(square!, (at) => at.store(mul(at.load(), share)));
    square!.move(tokens * LANES);
  });
}

function softmaxSlope(
  { add, constant, mul, repeat, sub, variable }: Writer,
  [weights, square]: readonly Parameter[],
  { tokens, size }: Sizes,
): void {
  const scale = constant(1 / Math.sqrt(size));
  repeat(tokens, () => {
    const [p, s] = [weights!.copy(), square!.copy()];
    const mean = variable(constant(0));
    repeat(tokens, () => {
      mean.set(add(mean.value, mul(p.load(), s.load())));
      p.move(LANES);
      s.move(LANES);
    });
    repeat(tokens, () => {
      square!.store(mul(mul(weights!.load(), scale), sub(square!.load(), mean.value)));
      weights!.move(LANES);
      square!.move(LANES);
    });
  });
}
