import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runProgram, temporaryFolder } from "./fixture/program.ts";

/** Set to write the file anew; the difference is then reviewed as code is. */
const UPDATE = Deno.env.has("UPDATE_GOLDEN");
const ARGS = ["verify", "good-bound", "shared-runs", "suite-*", "--plan"];
const GOLDEN = new URL("golden/plan.txt", import.meta.url);

Deno.test("--plan says what there is to do, and does none of it", async () => {
  using folder = temporaryFolder();
  const { code, stdout, stderr } = await runProgram([...ARGS, "--jobs", "2"], {
    cwd: folder.path,
    // Neither may it write, open a library or ask for the host's name.
    permissions: ["--allow-read", "--allow-env"],
  });
  assertEquals([code, stderr], [0, ""]);
  if (UPDATE) Deno.writeTextFileSync(GOLDEN, stdout);
  assertEquals(stdout, Deno.readTextFileSync(GOLDEN));
  assertEquals([...Deno.readDirSync(folder.path)], []);
});

Deno.test("--plan --json is one object that says the same, and follows its options", async () => {
  using folder = temporaryFolder();
  const planOf = async (...more: string[]) => {
    const { code, stdout } = await runProgram([...ARGS, "--json", ...more], { cwd: folder.path });
    assertEquals([code, stdout.trimEnd().split("\n").length], [0, 1]);
    return JSON.parse(stdout);
  };
  const plan = await planOf();
  const [bound, shared] = plan.claims;
  assertEquals([bound.id, bound.cells, bound.unknown], ["good-bound", 36, 36]);
  assertEquals([shared.alias, shared.cells, shared.unknown, shared.runs], ["F4.1", 36, 0, 14]);
  assertEquals(shared.flops, 2 * 60e9 + 12 * 6e6 + 36 * 1e6);
  assertEquals(Object.keys(plan.seconds), ["wasm + OpenBLAS", "wasm"]);
  const two = await planOf("--jobs", "2");
  assertEquals([two.seconds.wasm, two.memory], [plan.seconds.wasm / 2, plan.memory * 2]);
  const few = await planOf("--profile", "smoke", "--seeds", "1", "--device", "cpu");
  assertEquals([few.claims[1].runs, Object.keys(few.seconds)], [4, ["cpu"]]);
});

Deno.test("the plan of the real program counts the runs that it then trains", async () => {
  const { runReal } = await import("./fixture/real.ts");
  using folder = temporaryFolder();
  const claims = ["P1.2", "P1.5", "--profile", "smoke", "--seeds", "2"];
  const plan = await runReal(["verify", ...claims, "--plan", "--json"], { cwd: folder.path });
  const { total } = JSON.parse(plan.stdout);
  const { stdout } = await runReal(["verify", ...claims, "--out", "out", "--jobs", "2"], {
    cwd: folder.path,
  });
  assertStringIncludes(stdout, "all verdicts as registered");
  assertMatch(
    stdout.replaceAll(/\s+/g, " "),
    new RegExp(`${total.runs} trained, 0 from the store`),
  );
});
