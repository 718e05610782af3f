import { bindForSizes } from "./_heap_map.ts";
import { compileRoutine, LANES, type Parameter, type Routine, type Writer } from "./_routine.ts";
import type { Code } from "./_wasm_code.ts";

/** What the routines are compiled for: entries of a row, a multiple of four, and what variances are raised by. */
type Rows = {
  readonly width: number;
  readonly epsilon: number;
};

interface Routines {
  /** (x, weight, bias, y, rows). */
  readonly forward: Routine;
  /** (x, weight, dy, dx, gradient by weight, by bias, rows); the last two are added to. */
  readonly backward: Routine;
}

/** Layer norm's routines on a backend's heap. */
export const layerNormRoutines = bindForSizes((rows: Rows) => {
  const forward = compileRoutine(5, (writer, at) => writeForward(writer, at, rows));
  const backward = compileRoutine(7, (writer, at) => writeBackward(writer, at, rows));
  return (heap: WebAssembly.Memory): Routines => ({
    forward: forward(heap),
    backward: backward(heap),
  });
});

/** Runs over a row of several arrays at once; what they point to afterwards is the next row. */
function along(
  { repeat }: Writer,
  width: number,
  pointers: readonly Parameter[],
  body: () => void,
): void {
  repeat(width / LANES, () => {
    body();
    pointers.forEach((pointer) => pointer.move(LANES));
  });
}

/** The mean of a row and 1/√(variance + ε), each in all lanes. */
function moments(writer: Writer, row: Parameter, { width, epsilon }: Rows) {
  const { add, constant, define, div, mul, sqrt, sub, total, variable } = writer;
  const sum = variable(constant(0));
  const first = row.copy();
  along(writer, width, [first], () => sum.set(add(sum.value, first.load())));
  const mean = define(div(total(sum.value), constant(width)));
  const squares = variable(constant(0));
  const second = row.copy();
  along(writer, width, [second], () => {
    const centred = define(sub(second.load(), mean));
    squares.set(add(squares.value, mul(centred, centred)));
  });
  const variance = div(total(squares.value), constant(width));
  const factor = define(div(constant(1), sqrt(add(variance, constant(epsilon)))));
  const unit = (x: Code) => mul(sub(x, mean), factor);
  return { factor, unit };
}

function writeForward(writer: Writer, parameters: readonly Parameter[], rows: Rows): void {
  const [x, weight, bias, y, count] = parameters;
  const { add, mul, repeat } = writer;
  repeat(count!, () => {
    const { unit } = moments(writer, x!, rows);
    const [w, b] = [weight!.copy(), bias!.copy()];
    const body = () => y!.store(add(mul(unit(x!.load()), w.load()), b.load()));
    along(writer, rows.width, [x!, w, b, y!], body);
  });
}

function writeBackward(writer: Writer, parameters: readonly Parameter[], rows: Rows): void {
  const [x, weight, dy, dx, byWeight, byBias, count] = parameters;
  const { add, constant, define, div, mul, repeat, sub, total, variable } = writer;
  const { width } = rows;
  repeat(count!, () => {
    const { factor, unit } = moments(writer, x!, rows);
    const [sum, overlap] = [variable(constant(0)), variable(constant(0))];
    const [xs, ws, dys, dws, dbs] = [x!, weight!, dy!, byWeight!, byBias!].map((p) => p.copy());
    along(writer, width, [xs!, ws!, dys!, dws!, dbs!], () => {
      const slope = define(dys!.load());
      const direction = define(unit(xs!.load()));
      dws!.store(add(dws!.load(), mul(slope, direction)));
      dbs!.store(add(dbs!.load(), slope));
      const scaled = define(mul(slope, ws!.load()));
      sum.set(add(sum.value, scaled));
      overlap.set(add(overlap.value, mul(scaled, direction)));
    });
    const mean = define(div(total(sum.value), constant(width)));
    const radial = define(div(total(overlap.value), constant(width)));
    const w = weight!.copy();
    along(writer, width, [x!, w, dy!, dx!], () => {
      const tangent = sub(sub(mul(dy!.load(), w.load()), mean), mul(unit(x!.load()), radial));
      dx!.store(mul(tangent, factor));
    });
  });
}
