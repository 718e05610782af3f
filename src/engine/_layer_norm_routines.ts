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
  /** (x, weight, dx, along weight, along bias, dy, rows). */
  readonly tangent: Routine;
}

/** Layer norm's routines on a backend's heap. */
export const layerNormRoutines = bindForSizes((rows: Rows) => {
  const forward = compileRoutine(5, (writer, at) => writeForward(writer, at, rows));
  const backward = compileRoutine(7, (writer, at) => writeBackward(writer, at, rows));
  const tangent = compileRoutine(7, (writer, at) => writeTangent(writer, at, rows));
  return (heap: WebAssembly.Memory): Routines => ({
    forward: forward(heap),
    backward: backward(heap),
    tangent: tangent(heap),
  });
});

/** Runs over a row of several arrays at once; what they point to afterwards is the next row. */
function along(
  { repeat }: Writer,
  { width, pointers }: { width: number; pointers: readonly Parameter[] },
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
  along(writer, { width, pointers: [first] }, () => sum.set(add(sum.value, first.load())));
  const mean = define(div(total(sum.value), constant(width)));
  const squares = variable(constant(0));
  const second = row.copy();
  along(writer, { width, pointers: [second] }, () => {
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
    along(writer, { width: rows.width, pointers: [x!, w, b, y!] }, body);
  });
}

function writeBackward(writer: Writer, parameters: readonly Parameter[], rows: Rows): void {
  const [x, weight, dy, dx, byWeight, byBias, count] = parameters;
  const { add, define, mul, repeat } = writer;
  repeat(count!, () => {
    const { factor, unit } = moments(writer, x!, rows);
    const [xs, ws, dys, dws, dbs] = [x!, weight!, dy!, byWeight!, byBias!].map((p) => p.copy());
    const { mean, radial } = overlaps(
      writer,
      { ...rows, pointers: [xs!, ws!, dys!, dws!, dbs!] },
      () => {
        const [slope, direction] = [define(dys!.load()), define(unit(xs!.load()))];
        dws!.store(add(dws!.load(), mul(slope, direction)));
        dbs!.store(add(dbs!.load(), slope));
        return { slope: define(mul(slope, ws!.load())), direction };
      },
    );
    const w = weight!.copy();
    along(writer, { width: rows.width, pointers: [x!, w, dy!, dx!] }, () => {
      const slope = mul(dy!.load(), w.load());
      dx!.store(
        mul(tangential(writer, { slope, mean, radial, direction: unit(x!.load()) }), factor),
      );
    });
  });
}

function writeTangent(writer: Writer, parameters: readonly Parameter[], rows: Rows): void {
  const [x, weight, dx, alongWeight, alongBias, dy, count] = parameters;
  const { add, define, mul, repeat } = writer;
  repeat(count!, () => {
    const { factor, unit } = moments(writer, x!, rows);
    const [xs, dxs] = [x!.copy(), dx!.copy()];
    const { mean, radial } = overlaps(writer, { ...rows, pointers: [xs, dxs] }, () => ({
      slope: define(dxs.load()),
      direction: define(unit(xs.load())),
    }));
    const [w, dw, db] = [weight!.copy(), alongWeight!.copy(), alongBias!.copy()];
    along(writer, { width: rows.width, pointers: [x!, dx!, w, dw, db, dy!] }, () => {
      const direction = define(unit(x!.load()));
      const moved = tangential(writer, { slope: dx!.load(), mean, radial, direction });
      const scaled = mul(mul(moved, factor), w.load());
      dy!.store(add(add(scaled, mul(direction, dw.load())), db.load()));
    });
  });
}

/** The mean of a row of slopes, and that of their products with the row's direction. */
function overlaps(
  writer: Writer,
  { width, pointers }: Rows & { pointers: readonly Parameter[] },
  body: () => { slope: Code; direction: Code },
) {
  const { add, constant, define, div, mul, total, variable } = writer;
  const [sum, overlap] = [variable(constant(0)), variable(constant(0))];
  along(writer, { width, pointers }, () => {
    const { slope, direction } = body();
    sum.set(add(sum.value, slope));
    overlap.set(add(overlap.value, mul(slope, direction)));
  });
  const mean = define(div(total(sum.value), constant(width)));
  return { mean, radial: define(div(total(overlap.value), constant(width))) };
}

/** A slope without its parts along the ones and along the row's direction, which the norm removes. */
function tangential(
  { mul, sub }: Writer,
  { slope, mean, radial, direction }: Record<"slope" | "mean" | "radial" | "direction", Code>,
): Code {
  return sub(sub(slope, mean), mul(direction, radial));
}
