import { assertEquals, assertStringIncludes } from "@std/assert";
import { writeIdxSet } from "./idx_writer.ts";
import { type Outcome, Tree } from "./sabotage/_tree.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const TASKPROOF_DATA = Deno.env.get("TASKPROOF_DATA");

/** The claims of the theory: one folder of images is enough for them. */
const THEORY = ["P1.2", "P1.3", "P1.4", "P1.5", "--data"];

/** Runs the theory's claims, at fixture size, on a folder of images. */
async function verifyOn(data: string): Promise<Outcome> {
  await using tree = await Tree.copy();
  return await tree.verify("P1.1", [...THEORY, data]);
}

function assertJudged(outcome: Outcome): void {
  assertEquals(outcome.status, 0, outcome.stderr);
  const { readings } = outcome;
  assertEquals(readings["derived-device"], "supported");
  assertEquals(readings["r1-printed-float64"], "refuted");
  assertEquals(readings["measured-float64"], "supported");
  const values = Object.values(readings);
  assertEquals(values.every((verdict) => /^(supported|refuted)$/.test(verdict)), true);
}

Deno.test("the five claims are judged on small IDX files, gzipped", async () => {
  using folder = temporaryFolder();
  const data = folder.path;
  await writeIdxSet(`${data}/stripes`, { count: 640, gzip: true });
  assertJudged(await verifyOn(data));
});

Deno.test({
  name: "the five claims are judged on the image sets of TASKPROOF_DATA" +
    (TASKPROOF_DATA ? "" : " (skipped: TASKPROOF_DATA names no folder)"),
  ignore: !TASKPROOF_DATA,
  fn: async () => assertJudged(await verifyOn(await Deno.realPath(TASKPROOF_DATA!))),
});

for (
  const [name, spoil, sentence] of [
    ["truncated", (bytes: Uint8Array) => bytes.slice(0, -100), "at byte 501676"],
    ["foreign", () => new TextEncoder().encode("not an image file at all"), "at byte 0"],
    ["mislabelled", (bytes: Uint8Array) => bytes.with(8 + 5, 77), "at byte 13"],
  ] as const
) {
  Deno.test(`a ${name} file is named with its offset, and nothing is judged`, async () => {
    using folder = temporaryFolder();
    const data = folder.path;
    await writeIdxSet(data, { count: 640 });
    const file = name === "mislabelled" ? "train-labels-idx1-ubyte" : "train-images-idx3-ubyte";
    await Deno.writeFile(`${data}/${file}`, spoil(await Deno.readFile(`${data}/${file}`)));
    const outcome = await verifyOn(data);
    assertEquals(outcome.status, 2);
    assertEquals(outcome.readings, {});
    assertStringIncludes(outcome.stderr, file);
    assertStringIncludes(outcome.stderr, "expected");
    assertStringIncludes(outcome.stderr, sentence);
  });
}
