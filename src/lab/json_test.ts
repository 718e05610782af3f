import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { canonicalJson, recordJson } from "./json.ts";

Deno.test("JSON data survives recordJson and JSON.parse", () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    if (JSON.stringify(value).includes("null")) return;
    assertEquals(JSON.parse(recordJson(value)), JSON.parse(JSON.stringify(value)));
  }));
});

Deno.test("every finite number survives bit by bit, but for the sign of zero", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    assertEquals(JSON.parse(recordJson(value)), value + 0);
  }));
});

Deno.test("non-finite numbers are strings", () => {
  assertEquals(recordJson([NaN, Infinity, -Infinity]), '["NaN","Infinity","-Infinity"]');
});

Deno.test("what JSON would change silently is refused by name", () => {
  const refused: readonly (readonly [unknown, string])[] = [
    [null, "Cannot record null"],
    [undefined, "Cannot record a value of type undefined"],
    [[1, undefined], "Cannot record a value of type undefined"],
    [Float64Array.of(1), "Cannot record a Float64Array"],
    [new Date(), "Cannot record a Date"],
    [new Map(), "Cannot record a Map"],
    [1n, "Cannot record a value of type bigint"],
    [() => 1, "Cannot record a value of type function"],
  ];
  for (const [value, message] of refused) {
    assertThrows(() => recordJson({ value: [value] }), TypeError, message);
  }
});

Deno.test("canonicalJson does not depend on the order of keys, at any depth", () => {
  const one = { a: 1, b: { c: [{ d: 2, e: 3 }], f: undefined } };
  const other = { b: { c: [{ e: 3, d: 2 }] }, a: 1 };
  assertEquals(canonicalJson(one), canonicalJson(other));
});
