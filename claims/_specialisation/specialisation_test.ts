import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { stream } from "../../src/random/mod.ts";
import { gaussian } from "../_matrices/draw.ts";
import { combined as sum, inner, mapped, type Matrix, squaredNorm } from "../_matrices/matrix.ts";
import { construct, type Construction } from "./construct.ts";
import { outputsAt, taskVector, type Training } from "./fine_tune.ts";
import { leakOf } from "./leak.ts";
import { along, back, combined, evaluate, featureSensitivities, type Weights } from "./network.ts";

const construction: Construction = {
  tasks: 3,
  activation: "tanh",
  depth: 2,
  columns: "disjoint",
  inputs: "shared",
};
const training: Training = {
  form: "linearised",
  trained: "specialised",
  weightDecay: 0,
  decayTo: "zero",
};
const random = stream(5, "test");
const like = (weights: Weights) => weights.map((layer) => gaussian(random, layer));
const outputs = (weights: Weights, inputs: Matrix) =>
  evaluate(network, { weights, inputs }).outputs;
const made = construct(construction, 0);
const { network, base, train, test, features } = made;
const inputs = train[1]!.inputs;
const trace = evaluate(network, { weights: base, inputs });

Deno.test("the derivative along a displacement is that of central differences", () => {
  const tangents = like(base);
  const exact = along(trace, { weights: base, tangents });
  const differences = [1e-4, 1e-5].map((h) => {
    const [up, down] = [h, -h].map((step) =>
      outputs(combined([1, base], [step, tangents]), inputs)
    );
    const slope = sum([1 / (2 * h), up!], [-1 / (2 * h), down!]);
    return Math.sqrt(squaredNorm(sum([1, slope], [-1, exact])) / squaredNorm(exact));
  });
  // No ReLU crosses its kink at these steps, so the error falls as h².
  assert(differences[0]! < 1e-6 && differences[1]! < differences[0]! / 30, differences.join());
});

Deno.test("bringing back is the adjoint of going along", () => {
  const tangents = like(base);
  const cotangents = gaussian(random, trace.outputs);
  const forward = inner(along(trace, { weights: base, tangents }), cotangents);
  const backward = back(trace, { weights: base, cotangents })
    .reduce((total, layer, i) => total + inner(layer, tangents[i]!), 0);
  assertAlmostEquals(forward, backward, 1e-11 * Math.abs(forward));
});

Deno.test("a task is sensitive to its own features and to no other, or to all where they overlap", () => {
  for (const columns of ["disjoint", "overlapping"] as const) {
    const { network, base, test } = construct({ ...construction, columns }, 1);
    for (const [t, { inputs }] of test.entries()) {
      const trace = evaluate(network, { weights: base, inputs });
      const sensitive = [...featureSensitivities(trace, base)].map((value) => value > 0);
      assertEquals(
        sensitive,
        sensitive.map((_, k) => columns === "overlapping" || features[t]!.includes(k)),
      );
    }
  }
});

Deno.test("orthogonal inputs share no coordinate", () => {
  const { train } = construct({ ...construction, inputs: "orthogonal" }, 0);
  const used = train.map(({ inputs: { data, columns } }) =>
    new Set([...data.keys()].filter((i) => data[i] !== 0).map((i) => i % columns))
  );
  used.forEach((mine, t) =>
    used.forEach((other, s) => assertEquals(mine.isDisjointFrom(other), s !== t))
  );
});

Deno.test("training lowers the loss, and moves the columns of its own task alone", () => {
  const loss = (form: Training["form"], displacement: Weights) => {
    const found = outputsAt(made, { form, inputs, displacement });
    return squaredNorm(sum([1, found], [-1, train[1]!.targets]));
  };
  for (const form of ["linearised", "network"] as const) {
    const vector = taskVector(made, { samples: train[1]!, training: { ...training, form } });
    assert(loss(form, vector) < 0.9 * loss(form, combined([0, base])), form);
    const [{ data, columns }, ...behind] = vector as [Matrix, ...Matrix[]];
    const moved = [...Array(columns).keys()].filter((k) =>
      data.some((entry, i) => i % columns === k && entry !== 0)
    );
    assertEquals(moved, [...features[1]!]);
    assertEquals(behind.every((layer) => squaredNorm(layer) === 0), true);
  }
});

Deno.test("decay to 0 shrinks columns without a gradient by (1 − ηλ)^steps, decay to θ_b none", () => {
  const decayed = (decayTo: Training["decayTo"]) =>
    taskVector(made, {
      samples: train[0]!,
      training: { ...training, weightDecay: 0.1, decayTo },
    })[0]!;
  const foreign = features[1]![0]!;
  const ratios = (of: Matrix) =>
    Array.from(
      { length: of.rows },
      (_, i) => of.data[i * of.columns + foreign]! / base[0]!.data[i * of.columns + foreign]!,
    );
  const shrunk = ratios(decayed("zero"));
  shrunk.forEach((ratio) => {
    assert(ratio < 0 && ratio > -1);
    assertAlmostEquals(ratio, shrunk[0]!, 1e-12);
  });
  assert(ratios(decayed("base")).every((ratio) => ratio === 0));
});

Deno.test("a leak is what other vectors do over what the own one does", () => {
  // f = relu(xW)V with the outputs of task 0 moved by 3 along its own vector, by 4 along the other's.
  const nothing = combined([0, base]);
  const shift = (size: number): Weights =>
    nothing.map((layer, i) => i === base.length - 1 ? mapped(layer, () => size) : layer);
  const vectors = [shift(3), shift(4), nothing];
  const only = {
    ...made,
    test: [test[0]!, { ...test[1]!, inputs: mapped(test[1]!.inputs, () => 0) }],
  };
  const { raw, beyondRounding } = leakOf(only, {
    form: "linearised",
    vectors,
    alphas: [[1, 1, 1], [2, 2, 1]],
  });
  assertAlmostEquals(raw, 4 / 3, 1e-12);
  assertAlmostEquals(beyondRounding, 4 / 3, 1e-10);
  assert(beyondRounding < raw);
});

Deno.test("vectors that do nothing have no leak", () => {
  const vectors = features.map(() => combined([0, base]));
  assertThrows(
    () => leakOf(made, { form: "linearised", vectors, alphas: [[1, 1, 1]] }),
    RangeError,
    "the task vectors do nothing",
  );
});

Deno.test("differences within rounding are no leak: another order of the same sum", () => {
  const vector = taskVector(made, { samples: train[0]!, training });
  // α = (1, 1, 1) on parts of one vector, held against the whole of it.
  const noise = mapped(vector[0]!, (entry) => entry * 2 ** -52);
  const vectors = [vector, [noise, ...vector.slice(1)], combined([0, base])];
  const only = {
    ...made,
    test: [test[0]!, { ...test[1]!, inputs: mapped(test[1]!.inputs, () => 0) }],
  };
  for (const form of ["linearised", "network"] as const) {
    const { raw, beyondRounding } = leakOf(only, { form, vectors, alphas: [[1, 1, 1]] });
    assert(raw > 0 && raw < 1e-14, `${form}: ${raw}`);
    assertEquals(beyondRounding, 0);
  }
});
