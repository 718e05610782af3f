import { assertAlmostEquals, assertEquals } from "@std/assert";
import fixture from "../../fixtures/data/stem.json" with { type: "json" };
import { TOKEN_WIDTH, tokenFeatures, TOKENS } from "./tokens.ts";

Deno.test("tokens are numpy's", () => {
  const pixels = Uint8Array.fromHex(fixture.map((image) => image.pixels).join(""));
  const found = tokenFeatures({ pixels, count: fixture.length });
  const expected = fixture.flatMap(({ tokens }) => tokens.split(" ").map(Number));
  assertEquals([found.length, TOKENS, TOKEN_WIDTH], [expected.length, 16, 64]);
  // Float32 of values below 4.
  expected.forEach((value, i) => assertAlmostEquals(found[i]!, value, 2.5e-7));
});
