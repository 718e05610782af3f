import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { spread } from "../engine/_spread.ts";
import { testOnEveryDevice, withEngine } from "../engine/_testing.ts";
import { type Engine, openEngine } from "../engine/mod.ts";
import { openRegulariser } from "./regularise.ts";
import type { Regulariser } from "./regulariser.ts";

/** Wide, tall, turned, fused, and what is no layer. */
const PARAMETERS = [
  { name: "wide", shape: [2, 3] },
  { name: "tall", shape: [4, 2] },
  { name: "proj", shape: [2, 3], layout: "in-out" },
  { name: "attn.in_proj_weight", shape: [6, 2] },
  { name: "bias", shape: [3] },
  { name: "positional_embedding", shape: [2, 2] },
] as const;

const strength = .3;

const SETTINGS: Regulariser[] = (["columns", "smaller-side"] as const).flatMap(
  (gram) =>
    (["fused", "split"] as const).flatMap((qkv) => [
      { kind: "orthogonal", form: "squared", gram, qkv, strength } as const,
      { kind: "orthogonal", form: "unsquared", gram, qkv, strength } as const,
      { kind: "norm", gram, qkv, strength } as const,
    ]),
);

/** Rows of the matrices whose columns' Gram matrix counts, of the flat displacement, written out. */
function matricesOf({ gram, qkv }: Regulariser, flat: Float64Array) {
  const rows = (from: number, count: number, columns: number) =>
    Array.from(
      { length: count },
      (_, i) => [...flat.subarray(from + i * columns).subarray(0, columns)],
    );
  const turned = (matrix: number[][]) => matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));
  const wide = rows(0, 2, 3), tall = rows(6, 4, 2), proj = rows(14, 2, 3), fused = rows(20, 6, 2);
  return [
    gram === "columns" ? wide : turned(wide),
    tall,
    turned(proj),
    ...qkv === "fused" ? [fused] : [fused.slice(0, 2), fused.slice(2, 4), fused.slice(4, 6)],
  ];
}

/** Penalty and premise in float64, from their definition. */
function expectedAt(settings: Regulariser, flat: Float64Array) {
  const matrices = matricesOf(settings, flat);
  let penalty = 0, premise = 0;
  for (const matrix of matrices) {
    const side = matrix[0]!.length;
    let squares = 0, excess = 0;
    for (let a = 0; a < side; a++) {
      for (let b = 0; b < side; b++) {
        const product = matrix.reduce((sum, row) => sum + row[a]! * row[b]!, 0);
        excess += (product - (a === b ? 1 : 0)) ** 2;
        squares += a === b ? product : 0;
      }
    }
    premise += Math.sqrt(excess / side) / matrices.length;
    if (settings.kind === "norm") penalty += (Math.sqrt(squares) - Math.sqrt(side)) ** 2;
    else penalty += settings.form === "squared" ? excess : Math.sqrt(excess);
  }
  return { penalty, premise };
}

const SIZE = PARAMETERS.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);

function tensors(engine: Engine, flat: ArrayLike<number>) {
  let offset = 0;
  return PARAMETERS.map(({ shape }) => {
    const length = shape.reduce((a, b) => a * b, 1);
    offset += length;
    return engine.tensor(Float32Array.from(flat).subarray(offset - length, offset), shape);
  });
}

async function read(engine: Engine, parts: ReturnType<typeof tensors>) {
  const values = [];
  for (const part of parts) values.push(...await engine.read(part));
  return values;
}

testOnEveryDevice("a penalty's slope is that of its definition", async (engine) => {
  const step = 1e-5;
  const at = Float64Array.from(spread(SIZE, 3), Math.fround);
  const task = spread(SIZE, 8);
  for (const settings of SETTINGS) {
    const open = openRegulariser(engine, { parameters: PARAMETERS, regulariser: settings });
    const found = await open.measure(tensors(engine, at));
    const expected = expectedAt(settings, at);
    assertAlmostEquals(found.penalty, expected.penalty, 1e-5);
    assertAlmostEquals(found["penalty-premise"], expected.premise, 1e-6);

    const sum = await read(engine, open.add(tensors(engine, task), tensors(engine, at)));
    sum.forEach((value, i) => {
      const [above, below] = [step, -step].map((move) =>
        expectedAt(settings, at.with(i, at[i]! + move)).penalty
      );
      const slope = strength * (above! - below!) / (2 * step);
      assertAlmostEquals(value, task[i]! + slope, 2e-5, `entry ${i} by ${Object.values(settings)}`);
    });
  }
});

testOnEveryDevice("a penalty falls along its descent", async (engine) => {
  const { tf } = engine;
  for (const settings of SETTINGS) {
    const open = openRegulariser(engine, { parameters: PARAMETERS, regulariser: settings });
    let now = tensors(engine, spread(SIZE, 5).map((x) => x / 2));
    let { penalty } = await open.measure(now);
    for (let step = 0; step < 10; step++) {
      const slope = open.add(now.map((x) => tf.zerosLike(x)), now);
      now = now.map((x, i) => tf.sub(x, tf.mul(slope[i]!, .03)));
      const next = await open.measure(now);
      assertLess(next.penalty, penalty, Object.values(settings).join());
      penalty = next.penalty;
    }
  }
});

testOnEveryDevice("where nothing moved there is no slope", async (engine) => {
  for (const settings of SETTINGS) {
    const open = openRegulariser(engine, {
      parameters: PARAMETERS,
      regulariser: { ...settings, strength: 100 },
    });
    const still = tensors(engine, new Float32Array(SIZE));
    assertAlmostEquals((await open.measure(still))["penalty-premise"], 1, 1e-6);
    const task = spread(SIZE, 2);
    assertEquals(await read(engine, open.add(tensors(engine, task), still)), [...task]);
  }
});

testOnEveryDevice("an orthogonal displacement has neither penalty nor slope", async (engine) => {
  const parameters = [{ name: "weight", shape: [3, 2] }];
  for (const settings of SETTINGS) {
    const regulariser = { ...settings, strength: 10 };
    const open = openRegulariser(engine, { parameters, regulariser });
    const turned = engine.tensor(Float32Array.of(0, 1, -1, 0, 0, 0), [3, 2]);
    const { penalty, "penalty-premise": premise } = await open.measure([turned]);
    assertAlmostEquals(penalty, 0, 1e-12);
    assertEquals(premise, 0);
    const [slope] = open.add([engine.tf.zerosLike(turned)], [turned]);
    (await engine.read(slope!)).forEach((x) => assertAlmostEquals(x, 0, 1e-5));
  }
});

Deno.test("what cannot be regularised is refused", async () => {
  await withEngine(() => openEngine({ device: "cpu" }), (engine) => {
    const regulariser: Regulariser = { kind: "norm", gram: "columns", qkv: "fused", strength: 1 };
    const refused = (change: Partial<Parameters<typeof openRegulariser>[1]>, message: string) =>
      assertThrows(
        () => openRegulariser(engine, { parameters: PARAMETERS, regulariser, ...change }),
        RangeError,
        message,
      );
    refused({ parameters: PARAMETERS.slice(4) }, "none of what it trains is a matrix");
    refused({ regulariser: { ...regulariser, strength: -1 } }, "strength -1");
    refused({ regulariser: { ...regulariser, strength: NaN } }, "strength NaN");
  });
});
