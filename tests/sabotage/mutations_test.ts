import { assertEquals, assertMatch, assertNotEquals, assertNotMatch } from "@std/assert";
import { MUTATIONS } from "./_mutations.ts";
import { inParallel } from "./_parallel.ts";
import { Tree } from "./_tree.ts";

/** What compares runs, shares them out, audits and reports them judges nothing: its tests must tell. */
Deno.test("tests fail once what they test is broken", async (t) => {
  const files = [...new Set(MUTATIONS.map(({ test }) => test))];
  const [sound, ...broken] = await inParallel([
    async () => {
      await using tree = await Tree.copy();
      return await tree.test(files);
    },
    ...MUTATIONS.map(({ patch, test }) => async () => {
      await using tree = await Tree.copy([patch]);
      return await tree.test([test]);
    }),
  ]);
  assertEquals(sound!.code, 0, sound!.output);
  for (const [i, { name }] of MUTATIONS.entries()) {
    await t.step(name, () => {
      const { code, output } = broken[i]!;
      assertNotEquals(code, 0, output);
      // It ran, and found it: a file that cannot be loaded would fail as well.
      assertMatch(output, /FAILED \| /);
      assertNotMatch(output, /\(uncaught error\)/);
    });
  }
});
