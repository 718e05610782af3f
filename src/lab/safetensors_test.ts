import { assertEquals, assertThrows } from "@std/assert";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";

const FILE = {
  tensors: { a: Float64Array.of(1.5, -0, NaN, Infinity, 5e-324), "é": new Float64Array(0) },
  metadata: { recipe: '{"name":"é"}' },
};

Deno.test("arrays survive bit by bit, and start at a multiple of eight", () => {
  const bytes = encodeSafetensors(FILE);
  assertEquals(decodeSafetensors(bytes), FILE);
  assertEquals(Object.is(decodeSafetensors(bytes).tensors.a![1], -0), true);
  assertEquals(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8, 0);
});

Deno.test("the header is the format's: offsets from its end, dtype and shape", () => {
  const bytes = encodeSafetensors({ tensors: { w: Float64Array.of(1, 2) }, metadata: {} });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  assertEquals(header.w, { dtype: "F64", shape: [2], data_offsets: [0, 16] });
});

Deno.test("arrays of every type are read back, in their order", () => {
  const tensors = {
    a: Uint8Array.of(1, 2, 3),
    b: Uint16Array.of(255, 256, 65535),
    c: Float32Array.of(0.5, NaN),
    d: Float64Array.of(1),
  };
  const back = decodeSafetensors(encodeSafetensors({ tensors, metadata: {} })).tensors;
  assertEquals(back, tensors);
  assertEquals(Object.keys(back), ["a", "b", "c", "d"]);
});

Deno.test("a file that is torn, too long or of another type is refused", () => {
  const bytes = encodeSafetensors(FILE);
  for (const length of [0, 7, 8, 20, bytes.length - 1]) {
    assertThrows(() => decodeSafetensors(bytes.subarray(0, length)), SyntaxError);
  }
  assertThrows(() => decodeSafetensors(new Uint8Array([...bytes, 0])), SyntaxError, "too many");
  const other = new TextDecoder("latin1").decode(bytes).replace("F64", "F16");
  const changed = Uint8Array.from(other, (character) => character.charCodeAt(0));
  assertThrows(() => decodeSafetensors(changed), SyntaxError, "only F64, F32, U16, U8");
});
