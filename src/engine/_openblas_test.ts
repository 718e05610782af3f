import { assertEquals, assertMatch } from "@std/assert";
import { openOpenBlas } from "./_openblas.ts";

const found = openOpenBlas();
const ignore = typeof found === "string";
if (typeof found !== "string") found.close();
const NAMES = "OPENBLAS_CORETYPE,OPENBLAS_NUM_THREADS";

/** Opens the wasm device in a process with these permissions only; tfjs needs to read its `.wasm`. */
async function deviceWith(permissions: string[], env: Record<string, string> = {}) {
  const engine = new URL("./mod.ts", import.meta.url).href;
  const config = new URL("../../tests/deno.json", import.meta.url).pathname;
  const program = `
    const { openEngine, selfTest } = await import(${JSON.stringify(engine)});
    const engine = await openEngine();
    const { passed } = await selfTest(engine);
    console.log(JSON.stringify({ ...engine.device, passed }));`;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, program);
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-prompt", "--no-lock", "--no-check", "--config", config, "--allow-read"],
        ...permissions,
        file,
      ],
      env: { OPENBLAS_CORETYPE: "", OPENBLAS_NUM_THREADS: "", ...env },
    }).output();
    const text = new TextDecoder().decode(stdout);
    if (text === "") throw new Error(new TextDecoder().decode(stderr));
    return JSON.parse(text);
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("without permission for FFI the replaced kernels run, and the record says so", async () => {
  const device = await deviceWith([]);
  assertEquals([device.blas, device.passed], ["replaced", true]);
  assertMatch(device.blasReason, /--allow-ffi is not given/);
});

Deno.test("with two variables and FFI, OpenBLAS runs on one thread", { ignore }, async () => {
  const device = await deviceWith(["--allow-ffi", `--allow-env=${NAMES}`]);
  assertEquals([device.blas, device.passed], ["openblas", true]);
  assertMatch(device.label, /, 1 thread$/);
});

Deno.test("variables that are set take precedence, and are recorded", { ignore }, async () => {
  const set = { OPENBLAS_CORETYPE: "Nehalem", OPENBLAS_NUM_THREADS: "2" };
  const device = await deviceWith(["--allow-ffi", `--allow-env=${NAMES}`], set);
  assertEquals([device.coreType, device.passed], ["Nehalem", true]);
  assertMatch(device.label, /\(Nehalem\), 2 threads$/);
});
