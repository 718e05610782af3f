import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };
import { temporaryFolder } from "./fixture/program.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

Deno.test("with packages in the cache the verify task, as it stands, runs offline", async () => {
  using folder = temporaryFolder();
  const [deno, run, ...task] = config.tasks.verify.command.split(" ");
  assertEquals([deno, run], ["deno", "run"]);
  const claim = ["P1.2", "--profile", "smoke", "--seeds", "2"];
  const folders = ["--out", `${folder.path}/out`, "--store", `${folder.path}/store`];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--cached-only", ...task, ...claim, ...folders],
    cwd: ROOT,
    // Nothing answers there: any request would fail.
    env: { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9", NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = new TextDecoder().decode(stdout);
  assertEquals(code, 0, new TextDecoder().decode(stderr) + text);
  assertStringIncludes(text, "all verdicts as registered");
});
