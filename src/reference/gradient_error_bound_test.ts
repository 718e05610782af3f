import { assert, assertEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { roundedGradient } from "./_rounded_gradient.ts";
import {
  everyArchitecture,
  inFloat32,
  length,
  normalVector,
  randomPoint,
  uniforms,
} from "./_testing.ts";
import {
  type Architecture,
  elementaryErrors,
  excludeSamples,
  gradient,
  gradientErrorBound,
  type GradientErrorOptions,
} from "./mod.ts";

const UNIT = 2 ** -24;

interface Trial extends Partial<GradientErrorOptions> {
  readonly seed: number;
  readonly count: number;
  /** Multiplies the random parameters. */
  readonly gain?: number;
  readonly round?: (exact: number) => number;
}

/** The largest |computed − exact| / bound over the coordinates, samples at kinks left out. */
function largestRatio(
  architecture: Architecture,
  { seed, count, gain = 1, round = Math.fround, ...options }: Trial,
): number {
  const { theta, batch } = randomPoint(architecture, { seed, count });
  const drawn = inFloat32({ theta: theta.map((entry) => gain * entry), batch });
  const settings = { unitRoundoff: UNIT, ...options };
  const { kinks } = gradientErrorBound(architecture, { ...drawn, ...settings });
  const point = { ...drawn, batch: excludeSamples(drawn.batch, kinks) };
  const analysis = gradientErrorBound(architecture, { ...point, ...settings });
  assertEquals(analysis.kinks, []);
  const exact = gradient(architecture, point);
  const computed = roundedGradient(architecture, { ...point, round, uniform: uniforms(~seed) });
  return Math.max(...analysis.bound.map((bound, i) => Math.abs(computed[i]! - exact[i]!) / bound));
}

const trials = [
  fc.constantFrom(...everyArchitecture),
  fc.nat(),
  fc.integer({ min: 3, max: 12 }),
] as const;

Deno.test("no float32 gradient, summed in any order, exceeds its bound", () => {
  fc.assert(
    fc.property(
      ...trials,
      fc.constantFrom(1e-3, .2, 1, 3, 30),
      (architecture, seed, count, gain) => {
        const ratio = largestRatio(architecture, { seed, count, gain });
        assert(ratio <= 1, `the gradient errs ${ratio} times its bound`);
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("the bound is not loose: the worst coordinate comes within 1/100 of it in most nets", () => {
  const ratios = everyArchitecture.flatMap((architecture) =>
    [1, 2, 3, 4].map((seed) => largestRatio(architecture, { seed, count: 8 }))
  ).sort((one, other) => one - other);
  // Over 1,500 nets the median was 1/32, the largest 1/1.7 and the smallest 1/580.
  assertGreater(ratios[Math.floor(ratios.length / 2)]!, 1 / 100);
  assertGreater(ratios[0]!, 1 / 2000);
});

Deno.test("logits that are small differences of large products are covered", () => {
  const architecture = {
    widths: [2, 3],
    activation: "linear",
    loss: "cross-entropy",
    bias: false,
  } as const;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const [one, other, ...weights] = normalVector(5, seed).map(Math.fround);
      const point = {
        theta: Float64Array.of(...weights, ...weights.map((weight) => -weight)),
        batch: {
          inputs: Float64Array.of(1e4 + one!, 1e4 + other!).map(Math.fround),
          targets: Float64Array.of(1, 0, 0),
          count: 1,
        },
      };
      const { bound } = gradientErrorBound(architecture, { ...point, unitRoundoff: UNIT });
      const exact = gradient(architecture, point);
      const computed = roundedGradient(architecture, {
        ...point,
        round: Math.fround,
        uniform: uniforms(seed),
      });
      assert(bound.every((entry, i) => Math.abs(computed[i]! - exact[i]!) <= entry));
    }),
  );
});

Deno.test("roundings of the largest size and either sign stay within the bound too", () => {
  fc.assert(
    fc.property(...trials, (architecture, seed, count) => {
      const uniform = uniforms(seed);
      const round = (exact: number) => exact * (1 + (uniform() < .5 ? UNIT : -UNIT));
      const usual = elementaryErrors(architecture.activation);
      // Such a sigmoid errs by more than the 3u that tanh is granted in rounding to nearest.
      const elementary = { ...usual, value: 3 * usual.value, slope: 3 * usual.slope };
      const ratio = largestRatio(architecture, { seed, count, round, elementary });
      assert(ratio <= 1, `the gradient errs ${ratio} times its bound`);
    }),
    { numRuns: 200 },
  );
});

/** Rounds to nearest with the given number of significant bits, u = 2 ** −bits. */
const toBits = (bits: number) => (exact: number) => {
  const scale = 2 ** (Math.floor(Math.log2(Math.abs(exact))) + 1 - bits);
  return exact === 0 ? 0 : Math.round(exact / scale) * scale;
};

Deno.test("with 8 bits, where products of errors matter, the bound still holds", () => {
  const round = toBits(8);
  fc.assert(
    fc.property(...trials, (architecture, seed, count) => {
      fc.pre(architecture.activation !== "relu");
      const { theta, batch } = randomPoint(architecture, { seed, count });
      const { inputs, targets } = batch;
      const point = {
        theta: theta.map(round),
        batch: { inputs: inputs.map(round), targets: targets.map(round), count },
      };
      const { bound } = gradientErrorBound(architecture, { ...point, unitRoundoff: 2 ** -8 });
      const exact = gradient(architecture, point);
      const computed = roundedGradient(architecture, { ...point, round, uniform: uniforms(seed) });
      assert(bound.every((entry, i) => Math.abs(computed[i]! - exact[i]!) <= entry));
    }),
    { numRuns: 200 },
  );
});

Deno.test("long sums rounded upward throughout, over classes or samples, are covered", () => {
  const round = (exact: number) => exact + UNIT * Math.abs(exact);
  const long = [
    { widths: [1, 2048], loss: "cross-entropy", count: 1, target: (i: number) => i === 0 ? 1 : 0 },
    { widths: [1, 1], loss: "squared", count: 512, target: () => -1 },
  ] as const;
  for (const { widths, loss, count, target } of long) {
    const architecture = { widths, loss, activation: "linear", bias: false } as const;
    const point = {
      theta: new Float64Array(widths[1]),
      batch: {
        inputs: new Float64Array(count).fill(1),
        targets: Float64Array.from({ length: widths[1] * count }, (_, i) => target(i)),
        count,
      },
    };
    const { bound } = gradientErrorBound(architecture, { ...point, unitRoundoff: UNIT });
    const exact = gradient(architecture, point);
    const computed = roundedGradient(architecture, { ...point, round, uniform: uniforms(1) });
    assert(bound.every((entry, i) => Math.abs(computed[i]! - exact[i]!) <= entry));
  }
});

Deno.test("an arithmetic coarser than the one named exceeds the bound", () => {
  const trial = { seed: 1, count: 8, round: toBits(12) };
  assertGreater(largestRatio(everyArchitecture[0]!, trial), 1);
  assertLess(largestRatio(everyArchitecture[0]!, { ...trial, unitRoundoff: 2 ** -12 }), 1);
});

Deno.test("for float64 the bound stays below 1e-10 of the gradient", () => {
  for (const widths of [[16, 24, 5], [16, 24, 24, 24, 5], [196, 24, 10]]) {
    const architecture = { widths, activation: "tanh", loss: "cross-entropy", bias: true } as const;
    const point = randomPoint(architecture, { seed: 2, count: 48 });
    const { bound } = gradientErrorBound(architecture, { ...point, unitRoundoff: 2 ** -53 });
    assertLess(length(bound) / length(gradient(architecture, point)), 1e-10);
  }
});

Deno.test("samples whose ReLU may fall on either side of its kink are named", () => {
  const architecture = {
    widths: [1, 1, 1],
    activation: "relu",
    loss: "squared",
    bias: true,
  } as const;
  const point = {
    theta: Float64Array.of(1, -1, 1, 0),
    batch: {
      inputs: Float64Array.of(2, 1, 1 + 2 ** -24, 1 + 1e-3, -1),
      targets: new Float64Array(5),
      count: 5,
    },
  };
  assertEquals(gradientErrorBound(architecture, { ...point, unitRoundoff: UNIT }).kinks, [1, 2]);
  const smooth = { ...architecture, activation: "tanh" } as const;
  assertEquals(gradientErrorBound(smooth, { ...point, unitRoundoff: UNIT }).kinks, []);
});

Deno.test("behind a layer of dead ReLUs, or for a blank sample, zeros are exact and no kinks", () => {
  const architecture = { widths: [1, 1, 1, 1], activation: "relu", loss: "squared" } as const;
  const batch = { inputs: Float64Array.of(2, 0), targets: Float64Array.of(1, 1), count: 2 };
  const kinksOf = (bias: boolean, ...theta: number[]) =>
    gradientErrorBound({ ...architecture, bias }, {
      theta: Float64Array.from(theta),
      batch,
      unitRoundoff: UNIT,
    }).kinks;
  assertEquals(kinksOf(false, -1, 1, 1), []);
  assertEquals(kinksOf(true, -1, 0, 1, 0, 1, 0), []);
  assertEquals(kinksOf(true, 1, -2, 1, 0, 1, 0), [0]);
});

Deno.test("saturated networks have finite bounds", () => {
  for (const architecture of everyArchitecture) {
    const { theta, batch } = randomPoint(architecture, { seed: 3, count: 4 });
    const far = { theta: theta.map((entry) => 1e3 * entry), batch };
    const { bound } = gradientErrorBound(architecture, { ...far, unitRoundoff: UNIT });
    assert(bound.every((entry) => Number.isFinite(entry) && entry > 0));
  }
});

Deno.test("impossible arithmetics are refused", () => {
  const [architecture] = everyArchitecture;
  const point = randomPoint(architecture!, { seed: 4, count: 4 });
  const bound = (unitRoundoff: number) =>
    gradientErrorBound(architecture!, { ...point, unitRoundoff });
  assertThrows(() => bound(0), RangeError, "unit roundoff 0");
  assertThrows(() => bound(NaN), RangeError, "unit roundoff NaN");
  assertThrows(() => bound(.2), RangeError, "6 roundings of 0.2");
});
