import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { stream } from "../random/mod.ts";
import { merge, type MergeMethod, type Vector } from "./mod.ts";

/** Sixteenths: their sums are exact, so that what should be equal is equal to the last bit. */
const sixteenths = fc.integer({ min: -999, max: 999 }).map((n) => n / 16);
const vectorsOf = (entry: fc.Arbitrary<number>) =>
  fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 })).chain(([T, P]) =>
    fc.array(
      fc.array(entry, { minLength: P, maxLength: P }).map((row) => Float64Array.from(row)),
      { minLength: T, maxLength: T },
    )
  );
const exact = vectorsOf(sixteenths);

const namesOf = (vectors: readonly Vector[]) => vectors.map((_, t) => `task ${t}`);
const methods = (vectors: readonly Vector[]): MergeMethod[] => [
  { kind: "task-arithmetic" },
  { kind: "average" },
  { kind: "ties", keep: .4 },
  { kind: "ties", keep: .4, combine: "sum" },
  { kind: "breadcrumbs", beta: .3, gamma: .8, layers: "whole" },
  { kind: "dare", drop: .5, key: ["property"], names: namesOf(vectors) },
  { kind: "consensus", lambda: .5, atLeast: 1 },
];
const keepsAll = (names: readonly string[]): MergeMethod[] => [
  { kind: "task-arithmetic" },
  { kind: "average" },
  { kind: "ties", keep: 1 },
  { kind: "ties", keep: 1, combine: "sum" },
  { kind: "breadcrumbs", beta: 0, gamma: 1, layers: "whole" },
  { kind: "dare", drop: 0, key: ["property"], names },
  { kind: "consensus", lambda: 1, atLeast: 1 },
];

/** Equal as numbers: a merge may turn −0 into 0. */
function assertSame(actual: Vector, expected: Vector): void {
  assertEquals(Array.from(actual, (x) => x + 0), Array.from(expected, (x) => x + 0));
}

Deno.test("one task's merge is its expert at α = 1, where nothing is dropped", () => {
  fc.assert(fc.property(exact, ([vector]) => {
    for (const method of keepsAll(["only"])) assertSame(merge([vector!], method), vector!);
  }));
});

Deno.test("permuting tasks with their names changes nothing where sums are exact", () => {
  fc.assert(fc.property(exact, fc.integer(), (vectors, seed) => {
    const order = stream(seed).shuffle([...vectors.keys()]);
    const permuted = order.map((t) => vectors[t]!);
    for (const method of methods(vectors)) {
      const renamed = method.kind === "dare"
        ? { ...method, names: order.map((t) => method.names[t]!) }
        : method;
      assertSame(merge(permuted, renamed), merge(vectors, method));
    }
  }));
});

Deno.test("permuting tasks changes a sum by no more than its rounding", () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(fc.property(vectorsOf(entry), (vectors) => {
    for (const method of methods(vectors)) {
      if (["ties", "dare", "consensus"].includes(method.kind)) continue;
      const turned = merge(vectors.toReversed(), method);
      merge(vectors, method).forEach((value, i) =>
        assertAlmostEquals(turned[i]!, value, 2 * vectors.length ** 2 * 2 ** -53)
      );
    }
  }));
});

Deno.test("the same vectors in the same order give the same bits, and are left alone", () => {
  fc.assert(fc.property(vectorsOf(fc.double({ min: -1, max: 1, noNaN: true })), (vectors) => {
    const before = vectors.map((vector) => vector.slice());
    for (const method of methods(vectors)) {
      assertEquals(merge(vectors, method), merge(vectors, method));
    }
    assertEquals(vectors, before);
  }));
});

Deno.test("scaling all vectors scales the merge, and DARE's too", () => {
  fc.assert(fc.property(exact, fc.constantFrom(.25, 2, -8), (vectors, factor) => {
    const scaled = vectors.map((vector) => vector.map((x) => factor * x));
    for (const method of methods(vectors)) {
      assertSame(merge(scaled, method), merge(vectors, method).map((x) => factor * x));
    }
  }));
});

Deno.test("float32 vectors merge as the same numbers in float64 do", () => {
  fc.assert(fc.property(exact, (vectors) => {
    const narrow = vectors.map((vector) => Float32Array.from(vector));
    for (const method of methods(vectors)) {
      assertSame(merge(narrow, method), merge(vectors, method));
    }
  }));
});

Deno.test("DARE that drops nothing is task arithmetic", () => {
  fc.assert(fc.property(exact, (vectors) => {
    const dare = { kind: "dare", drop: 0, key: [1], names: namesOf(vectors) } as const;
    assertSame(merge(vectors, dare), merge(vectors, { kind: "task-arithmetic" }));
  }));
});

Deno.test("consensus of masks that hold everything is task arithmetic", () => {
  fc.assert(fc.property(exact, (vectors) => {
    const consensus = { kind: "consensus", lambda: 0, atLeast: vectors.length } as const;
    assertSame(merge(vectors, consensus), merge(vectors, { kind: "task-arithmetic" }));
    assertSame(
      merge(vectors, { ...consensus, atLeast: 1 }),
      merge(vectors, { kind: "task-arithmetic" }),
    );
  }));
});

Deno.test("TIES that keeps all where signs agree is the disjoint mean, or the sum", () => {
  const magnitude = fc.integer({ min: 0, max: 99 }).map((n) => n / 16);
  fc.assert(fc.property(vectorsOf(magnitude), fc.integer(), (magnitudes, seed) => {
    const random = stream(seed);
    const signs = Array.from(magnitudes[0]!, () => random.integer(2) === 0 ? -1 : 1);
    const vectors = magnitudes.map((vector) => vector.map((x, i) => signs[i]! * x));
    const disjoint = Float64Array.from(signs, (_, i) => {
      const column = vectors.map((vector) => vector[i]!).filter((x) => x !== 0);
      return column.reduce((sum, x) => sum + x, 0) / Math.max(1, column.length);
    });
    assertSame(merge(vectors, { kind: "ties", keep: 1 }), disjoint);
    assertSame(
      merge(vectors, { kind: "ties", keep: 1, combine: "sum" }),
      merge(vectors, { kind: "task-arithmetic" }),
    );
  }));
});

Deno.test("TIES keeps exactly its share of a vector, ties or not", () => {
  fc.assert(fc.property(exact, fc.double({ min: .1, max: 1, noNaN: true }), ([vector], keep) => {
    const dense = vector!.map((x) => x === 0 ? 1 : x);
    const kept = merge([dense], { kind: "ties", keep }).filter((x) => x !== 0);
    assertEquals(kept.length, Math.round(keep * dense.length));
  }));
});

Deno.test("every coordinate of TIES has the sign of the trimmed sum", () => {
  fc.assert(fc.property(exact, (vectors) => {
    const trimmed = vectors.map((vector) => merge([vector], { kind: "ties", keep: .4 }));
    const sum = merge(trimmed, { kind: "task-arithmetic" });
    const merged = merge(vectors, { kind: "ties", keep: .4 });
    assert(merged.every((value, i) => Math.sign(value) + 0 === Math.sign(sum[i]!) + 0));
  }));
});
