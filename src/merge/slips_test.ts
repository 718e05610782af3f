import { assertEquals, assertGreater, assertThrows } from "@std/assert";
import { stream } from "../random/mod.ts";
import {
  type Breadcrumbs,
  breadcrumbsFromWrongEnd,
  breadcrumbsInverted,
  dareOfFirst,
  merge,
  tiesOfFirst,
} from "./mod.ts";

const random = stream(1, "slips");
const vectors = [0, 1, 2].map(() => Float64Array.from({ length: 1000 }, random.normal));
const ties = { kind: "ties" } as const;
const dare = { kind: "dare", drop: .9, key: [1], names: ["a", "b", "c"] } as const;
const crumbs: Breadcrumbs = { kind: "breadcrumbs", layers: [600, 400] };

/** ‖slip − right‖ / ‖right‖. */
function distance(slip: Float64Array, right: Float64Array): number {
  return Math.hypot(...slip.map((value, i) => value - right[i]!)) / Math.hypot(...right);
}

Deno.test("TIES and DARE of the first task are blind to all others", () => {
  const others = [vectors[0]!, vectors[2]!, vectors[1]!.map((x) => -x)];
  assertEquals(tiesOfFirst(others, ties), tiesOfFirst(vectors, ties));
  assertEquals(dareOfFirst(others, dare), dareOfFirst(vectors, dare));
  assertEquals(tiesOfFirst(vectors, ties), merge([vectors[0]!], ties));
  assertEquals(dareOfFirst(vectors, dare), merge([vectors[0]!], { ...dare, names: ["a"] }));
});

Deno.test("Breadcrumbs from the wrong end drops 15 % of a layer in place of 85 %", () => {
  const vector = Float64Array.from({ length: 1000 }, (_, i) => i + 1);
  const kept = breadcrumbsFromWrongEnd([vector], { ...crumbs, layers: "whole" });
  assertEquals(kept, vector.map((x) => x > 150 && x <= 993 ? x : 0));
});

Deno.test("Breadcrumbs inverted and not inverted share no coordinate and together are all", () => {
  const one = vectors.slice(0, 1);
  const [right, wrong] = [merge(one, crumbs), breadcrumbsInverted(one, crumbs)];
  assertEquals(right.map((value, i) => value * wrong[i]!).map(Math.abs), new Float64Array(1000));
  assertEquals(right.map((value, i) => value + wrong[i]!), vectors[0]!);
});

Deno.test("every slip is far from the method it stands for", () => {
  assertGreater(distance(tiesOfFirst(vectors, ties), merge(vectors, ties)), .5);
  assertGreater(distance(dareOfFirst(vectors, dare), merge(vectors, dare)), .5);
  for (const slip of [breadcrumbsFromWrongEnd, breadcrumbsInverted]) {
    assertGreater(distance(slip(vectors, crumbs), merge(vectors, crumbs)), .5);
  }
});

Deno.test("a slip refuses what its method refuses, even in the vectors it ignores", () => {
  const broken = [vectors[0]!, new Float64Array(1000).fill(NaN)];
  assertThrows(() => tiesOfFirst(broken, ties), RangeError, "vector 1 is NaN");
  assertThrows(() => dareOfFirst(broken, dare), RangeError, "vector 1 is NaN");
  assertThrows(() => breadcrumbsInverted(broken, crumbs), RangeError, "vector 1 is NaN");
  assertThrows(() => breadcrumbsFromWrongEnd(broken, crumbs), RangeError, "vector 1 is NaN");
  assertThrows(() => tiesOfFirst([], ties), RangeError, "no vectors");
});
