import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HELP } from "./help.ts";
import { compareBases, pretrainCommand } from "./pretrain.ts";
import type { Program } from "./program.ts";
import { UsageError } from "./usage.ts";

const STORED = { theta: Float32Array.of(1, -2, 3), device: "wasm", deno: "2", tfjs: "4" };

Deno.test("a base that was made anew must be equal to the bit on the device of the stored one", () => {
  assertEquals(compareBases(STORED, STORED), {
    text: "equal to the stored base, bit for bit",
    status: 0,
  });
  const moved = { ...STORED, theta: Float32Array.of(1, -2.25, 3) };
  assertEquals(compareBases(moved, STORED), {
    text: "differs from the stored base by at most 2.50e-1, though the device is the same",
    status: 1,
  });
  assertEquals(compareBases({ ...moved, device: "cpu" }, STORED), {
    text: "differs from the stored base by at most 2.50e-1, which was made on another device, wasm",
    status: 0,
  });
});

Deno.test("numbers that are none are no equal ones", () => {
  const broken = { ...STORED, theta: Float32Array.of(1, NaN, 4) };
  for (const [made, stored] of [[broken, STORED], [STORED, broken], [broken, broken]] as const) {
    const { text, status } = compareBases(made, stored);
    assertStringIncludes(text, "differs from the stored base by at most Infinity");
    assertEquals(status, 1);
  }
});

Deno.test("pretrain refuses what it does not know, before it opens a device", async () => {
  const program = {} as Program;
  for (
    const [args, sentence] of [
      [["mlp"], "pretrain takes no 'mlp'."],
      [["--out", "x"], "Option --out of pretrain goes with --write."],
      [["--device", "gpu"], "Unknown device 'gpu'"],
      [["--model", "cnn"], "Unknown model 'cnn'"],
      [["--epochs", "1"], "Unknown option '--epochs'"],
    ] as const
  ) {
    await assertRejects(() => pretrainCommand(args, program), UsageError, sentence);
  }
});

Deno.test("its help names its options", () => {
  for (const option of ["--write", "--out FILE", "--model", "--device"]) {
    assertStringIncludes(HELP.pretrain, option);
  }
});
