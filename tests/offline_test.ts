import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./fixture/program.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** What the tasks grant: no network. */
const PERMISSIONS = [
  "--no-prompt",
  "--allow-read",
  "--allow-write",
  "--allow-ffi",
  "--allow-run=git",
  "--allow-sys=hostname",
  "--allow-env=OPENBLAS_CORETYPE,OPENBLAS_NUM_THREADS",
];

Deno.test("with packages in the cache the program runs offline, with no network permission", async () => {
  using folder = temporaryFolder();
  const main = `${ROOT}src/cli/main.ts`;
  const flags = ["--no-lock", "--config", `${ROOT}deno.json`, ...PERMISSIONS];
  const command = ["verify", "P1.2", "--profile", "smoke", "--seeds", "2", "--out", "out"];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags, main, ...command],
    cwd: folder.path,
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
