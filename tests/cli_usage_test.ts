import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import config from "../deno.json" with { type: "json" };
import { runProgram, temporaryFolder } from "./fixture/program.ts";

/** Command lines that are wrong, and what is said about each. */
const WRONG: readonly (readonly [command: string, sentence: string])[] = [
  ["frobnicate", "Unknown command 'frobnicate': see --help."],
  ["verify good-bond", "Unknown claim 'good-bond': did you mean good-bound"],
  ["verify --profile smok", "Unknown profile 'smok': use smoke, "],
  ["verify --profile paper", "Profile 'paper' is not available yet"],
  ["verify --device gpu", "Unknown device 'gpu': use "],
  ["verify --suite reel", "Unknown suite 'reel': use real or procedural."],
  ["verify --suite real", "Suite 'real' needs --data DIR"],
  ["verify --suite procedural --data .", "Suite 'procedural' reads no files"],
  ["verify --data nowhere", "Cannot use 'nowhere'"],
  ["verify --seed 3", "Unknown option '--seed': did you mean --seeds"],
  ["verify --seeds many", "Option --seeds is 'many': it must be a positive whole number."],
  ["verify --seeds -1", "Option --seeds is '-1': it must be a positive whole number."],
  ["verify F1.1,F1.2", "Unknown claim 'F1.1,F1.2': separate claims by spaces."],
  ["verify quantum", "Unknown claim 'quantum': see deno task list."],
  ["verify --gpu", "Unknown option '--gpu': see --help."],
  ["verify --seeds 0", "Option --seeds is '0'"],
  ["verify --seeds 1.5", "Option --seeds is '1.5'"],
  ["verify --seeds", "Option --seeds needs a value."],
  ["verify --seeds 2 --seeds 3", "Option --seeds is given 2 times"],
  ["verify --quiet --verbose", "Give only one of --quiet or --verbose."],
  ["verify --quiet=no", "Option --quiet takes no value."],
  ["verify --jobs 0", "Option --jobs is '0': it must be a positive whole number."],
  ["verify --jobs 2 --device webgpu", "Device 'webgpu' has one queue: leave out --jobs"],
  ["list all", "list takes no 'all'."],
  ["explain", "explain needs a claim"],
  ["explain good-bond", "Unknown claim 'good-bond'"],
  ["audit", "audit needs one report folder."],
  ["audit nowhere", "Cannot audit nowhere: there is no events.jsonl."],
  ["audit file.txt", "Cannot audit file.txt: "],
  ["audit . --device cpu", "go with --rerun CELL"],
  ["verify --baseline nowhere", "Cannot use the baseline nowhere: there is no such file."],
  ["verify --history .", "Cannot read the history .: "],
  ["baseline", "baseline needs one report folder."],
  ["register nowhere", "Cannot register the verdicts of nowhere: there is no events.jsonl."],
];

Deno.test("wrong usage is one sentence on stderr, nothing on stdout, and status 2", async (t) => {
  using folder = temporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/file.txt`, "not a folder");
  for (const [command, sentence] of WRONG) {
    await t.step(command, async () => {
      const outcome = await runProgram(command.split(" "), { cwd: folder.path });
      assertStringIncludes(outcome.stderr, sentence);
      assertEquals(outcome.stderr.trimEnd().split("\n").length, 1);
      assertEquals([outcome.code, outcome.stdout], [2, ""]);
    });
  }
  await t.step("nothing was written", () => {
    assertEquals([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["file.txt"]);
  });
});

Deno.test("every command has --help, the program a --version, and none is asked for by status 2", async () => {
  using folder = temporaryFolder();
  for (
    const command of ["verify", "list", "explain", "audit", "baseline", "register", "pretrain"]
  ) {
    const { code, stdout } = await runProgram([command, "--help"], { cwd: folder.path });
    assertStringIncludes(stdout, `deno task ${command}`);
    assertEquals(code, 0);
  }
  const { version } = config;
  for (const args of [["--version"], ["verify", "--version"]]) {
    const outcome = await runProgram(args, { cwd: folder.path });
    assertEquals([outcome.code, outcome.stdout], [0, `taskproof ${version}\n`]);
  }
  const { code, stdout } = await runProgram([], { cwd: folder.path });
  assertStringIncludes(stdout, "deno task verify");
  assertEquals(code, 2);
});

Deno.test("list prints aliases and ids, explain what the spec says", async () => {
  using folder = temporaryFolder();
  const list = await runProgram(["list"], { cwd: folder.path });
  assertMatch(
    list.stdout,
    /^claim +id +registered in default +title\nF1\.1 +good-bound +supported +Fixture good-bound\n/,
  );
  const explain = await runProgram(["explain", "f1.2"], { cwd: folder.path });
  assertStringIncludes(explain.stdout, "Supported if: mean value within 0 … 10");
  assertStringIncludes(explain.stdout, "negative-control (negative)");
  assertStringIncludes(explain.stdout, "--rerun good-mean/as-stated/main/synthetic:small/0");
});
