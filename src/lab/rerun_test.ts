import { assertEquals } from "@std/assert";
import type { FactEvent } from "./events.ts";
import { compareFact, type DeviceIdentity } from "./rerun.ts";

const HERE: DeviceIdentity = { kind: "wasm", label: "wasm", v8: "15" };
const ELSEWHERE: DeviceIdentity = { kind: "cpu", label: "cpu", v8: "15" };
const LATER: DeviceIdentity = { ...HERE, v8: "16" };

const fact = (value: FactEvent["value"], more: Partial<FactEvent> = {}): FactEvent => ({
  type: "fact",
  cell: "c",
  name: "q",
  unit: "1",
  value,
  source: "fresh",
  device: "wasm",
  repeatable: true,
  ...more,
});

function verdict(was: FactEvent | undefined, is: FactEvent | undefined, device = ELSEWHERE) {
  return compareFact("q", { was, is, devices: { recorded: HERE, again: device } }).verdict;
}

Deno.test("on the same device every bit counts", () => {
  assertEquals(verdict(fact([1, NaN]), fact([1, NaN]), HERE), "same");
  assertEquals(verdict(fact(1), fact(1 + 2 ** -52), HERE), "differs");
});

Deno.test("on another one, 2^14 roundings of the fact's size do not", () => {
  assertEquals(verdict(fact(2), fact(2 + 2 ** -9)), "within noise");
  assertEquals(verdict(fact(2), fact(2 + 2.1 * 2 ** -10)), "differs");
  assertEquals(verdict(fact([0, 2]), fact([2 ** -9, 2])), "within noise", "as its largest number");
});

Deno.test("float64 is of no device, but of a version of V8", () => {
  const float64 = (value: number) => fact(value, { device: "float64" });
  assertEquals(verdict(float64(1), float64(1 + 2 ** -52)), "differs");
  assertEquals(verdict(float64(1), float64(1 + 2 ** -39), LATER), "within noise");
  assertEquals(verdict(float64(1), float64(1 + 2 ** -38), LATER), "differs");
  assertEquals(verdict(fact(1), fact(1 + 2 ** -11), LATER), "within noise");
});

Deno.test("known noise counts twice, once a measurement, number by number", () => {
  const noise = [0.5, 1e-9];
  const is = (value: number[]) => fact(value, { noise });
  assertEquals(verdict(fact([0.1, 0]), is([1.1, 0])), "within noise");
  assertEquals(verdict(fact([0.1, 0]), is([1.2, 0])), "differs");
  assertEquals(verdict(fact([0.1, 0]), is([0.1, 1e-8])), "differs");
  assertEquals(
    verdict(fact([0, 0], { noise: [9, 9] }), fact([1, 0])),
    "differs",
    "what the report says of its noise does not count",
  );
});

Deno.test("the number that is farthest off is the one that is told", () => {
  const options = { was: fact([1, 1]), is: fact([1.1, 1.2]) };
  const devices = { recorded: HERE, again: ELSEWHERE };
  const { difference, allowed } = compareFact("q", { ...options, devices });
  assertEquals([difference, allowed], [1.2 - 1, 2 ** -10]);
});

Deno.test("other units, lengths, and facts of one measurement only differ; times are left out", () => {
  assertEquals(verdict(fact(1), fact(1, { unit: "%" }), HERE), "differs");
  assertEquals(verdict(fact([1]), fact([1, 1]), HERE), "differs");
  assertEquals(verdict(fact(1), undefined, HERE), "differs");
  assertEquals(verdict(undefined, fact(1), HERE), "differs");
  assertEquals(verdict(fact(Infinity), fact(1)), "differs");
  const time = { repeatable: false };
  assertEquals(verdict(fact(1, time), fact(2, time), HERE), "not compared");
});

Deno.test("a report cannot excuse its own number from being compared", () => {
  assertEquals(verdict(fact(1, { repeatable: false }), fact(2), HERE), "differs");
  assertEquals(verdict(fact(1, { repeatable: false }), undefined, HERE), "differs");
  const float64 = { device: "float64" };
  assertEquals(verdict(fact(1), fact(1 + 2 ** -11, float64), LATER), "differs");
  assertEquals(verdict(fact(1), fact(1 + 2 ** -52, float64)), "differs");
});
