import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  type Classes,
  disentanglementError,
  errorAt,
  linspace,
  type PairPredictions,
} from "./mod.ts";

const classes = (...list: number[]) => Uint8Array.from(list);

/** Predictions of up to 4 classes on 5 and 3 samples, over a grid of 1 to 4 values. */
const predictions = fc.integer({ min: 1, max: 4 }).chain((count) => {
  const of = (samples: number) =>
    fc.uint8Array({ min: 0, max: 3, minLength: samples, maxLength: samples }) as fc.Arbitrary<
      Classes
    >;
  const square = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: count, maxLength: count });
  return fc.record({
    grid: fc.constant([...Array(count).keys()]),
    single: fc.tuple(square(of(5)), square(of(3))),
    joint: square(square(fc.tuple(of(5), of(3)))),
  }) as fc.Arbitrary<PairPredictions>;
});

/** The same predictions with another function of each list of classes. */
function changed({ grid, single, joint }: PairPredictions, by: (list: Classes) => Classes) {
  return {
    grid,
    single: [single[0].map(by), single[1].map(by)] as const,
    joint: joint.map((row) => row.map(([first, second]) => [by(first), by(second)] as const)),
  };
}

Deno.test("a row of the surface is an α of the first vector, a column one of the second", () => {
  // Of the first task's four samples (α_1 = 0: all 0; α_1 = 1: all 1) and of the second's two.
  const single = [[classes(0, 0, 0, 0), classes(1, 1, 1, 1)], [
    classes(2, 2),
    classes(3, 3),
  ]] as const;
  const joint = [
    [[classes(0, 0, 0, 0), classes(2, 2)], [classes(0, 0, 0, 1), classes(3, 3)]],
    [[classes(1, 1, 1, 1), classes(2, 0)], [classes(0, 0, 0, 0), classes(2, 2)]],
  ] as const;
  const surface = disentanglementError({ grid: [0, 1], single, joint });
  assertEquals(surface.values, [[0, .25], [.5, 2]]);
  assertEquals(surface.mean, 2.75 / 4);
  assertEquals([errorAt(surface, [0, 1]), errorAt(surface, [1, 0])], [.25, .5]);
});

Deno.test("where every joint model predicts as the single ones do the error is 0", () => {
  fc.assert(fc.property(predictions, ({ grid, single }) => {
    const joint = single[0].map((first) => single[1].map((second) => [first, second] as const));
    const surface = disentanglementError({ grid, single, joint });
    assertEquals(surface.mean, 0);
    assert(surface.values.flat().every((value) => value === 0));
  }));
});

Deno.test("where no sample keeps its class the error is 2, and never more", () => {
  fc.assert(fc.property(predictions, (given) => {
    const joint = given.single[0].map((first) =>
      given.single[1].map((second) =>
        [first.map((label) => label + 1), second.map((label) => label + 1)] as const
      )
    );
    assertEquals(disentanglementError({ ...given, joint }).mean, 2);
    const { values, mean } = disentanglementError(given);
    assert([...values.flat(), mean].every((value) => value >= 0 && value <= 2));
  }));
});

Deno.test("the error forgets the order of the samples and the names of the classes", () => {
  fc.assert(fc.property(predictions, (given) => {
    const surface = disentanglementError(given);
    assertEquals(disentanglementError(changed(given, (list) => list.toReversed())), surface);
    const renamed = changed(given, (list) => Int32Array.from(list, (label) => 7 - 2 * label));
    assertEquals(disentanglementError(renamed), surface);
  }));
});

Deno.test("exchanging the tasks transposes the surface", () => {
  fc.assert(fc.property(predictions, ({ grid, single, joint }) => {
    const { values, mean } = disentanglementError({ grid, single, joint });
    const exchanged = disentanglementError({
      grid,
      single: [single[1], single[0]],
      joint: grid.map((_, j) => grid.map((_, i) => [joint[i]![j]![1], joint[i]![j]![0]] as const)),
    });
    assertEquals(exchanged.values, grid.map((_, j) => grid.map((_, i) => values[i]![j]!)));
    assertAlmostEquals(exchanged.mean, mean, 1e-15);
  }));
});

Deno.test("ξ is read at the grid's values alone, whatever their rounding", () => {
  const grid = linspace({ from: -2, to: 2, count: 21 });
  const values = grid.map((a) => grid.map((b) => Math.abs(a - b) / 2));
  assertAlmostEquals(errorAt({ grid, values, mean: 0 }, [.1 + .1, .4 + .2]), .2, 1e-15);
  assertThrows(() => errorAt({ grid, values, mean: 0 }, [0, .1]), RangeError, "α = 0.1");
});

Deno.test("predictions that do not fit are refused", () => {
  const one = classes(1), both = [one, one] as const;
  const of = (change: Partial<PairPredictions>) => () =>
    disentanglementError({ grid: [1], single: [[one], [one]], joint: [[both]], ...change });
  assertEquals(of({})().mean, 0);
  const misfits = [
    { grid: [] },
    { grid: [1, 2] },
    { single: [[one], []] },
    { joint: [[both, both]] },
    { joint: [] },
  ] as const;
  for (const change of misfits) assertThrows(of(change), RangeError, "do not fit a grid of");
  const longer = [classes(1, 1), one] as const;
  assertThrows(of({ joint: [[longer]] }), RangeError, "of 1 and 2 samples");
  const none = classes();
  assertThrows(of({ single: [[none], [one]], joint: [[[none, one]]] }), RangeError, "0 and 0");
});
