import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { GENESIS, JournalError, readSealed, seal } from "./chain.ts";

const BODIES = ['{"n":1}', '{"text":"é, ","digest":"none"}', '{"n":3}'];
const encoder = new TextEncoder();
const text = (body: string) => body;

function sealAll(bodies: readonly string[]): Uint8Array {
  let head = GENESIS;
  const lines = bodies.map((body) => {
    const line = seal(body, head);
    head = JSON.parse(line).digest;
    return line + "\n";
  });
  return encoder.encode(lines.join(""));
}

Deno.test("sealed lines are read back, and a torn last one is measured", () => {
  const whole = sealAll(BODIES);
  assertEquals(readSealed(whole, text).lines, BODIES);
  const { lines, torn, bytes } = readSealed(whole.subarray(0, whole.length - 10), text);
  assertEquals(lines, BODIES.slice(0, 2));
  assertEquals(bytes + torn, whole.length - 10);
  assertEquals(readSealed(new Uint8Array(), text).head, GENESIS);
});

Deno.test("any changed byte of a whole line is found", () => {
  const whole = sealAll(BODIES);
  const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
  fc.assert(fc.property(change, ([at, mask]) => {
    const changed = whole.slice();
    changed[at]! ^= mask;
    try {
      // A changed last line end leaves a torn line: it is not read at all.
      return readSealed(changed, text).lines.length < BODIES.length;
    } catch (error) {
      return error instanceof JournalError;
    }
  }));
});

Deno.test("lines cannot be taken out, put in another order or moved to another file", () => {
  const lines = new TextDecoder().decode(sealAll(BODIES)).trimEnd().split("\n");
  for (const order of [[1, 2], [0, 2], [1, 0, 2], [0, 1, 1, 2]]) {
    const file = order.map((index) => lines[index] + "\n").join("");
    assertThrows(
      () => readSealed(encoder.encode(file), text),
      JournalError,
      "does not match its digest",
    );
  }
});
