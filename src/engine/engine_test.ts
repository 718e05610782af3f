import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { DeviceUnavailableError } from "./device.ts";
import { openEngine, openEngineOn } from "./engine.ts";
import type { OpenBackend } from "./_open_backend.ts";
import { openCpu } from "./_cpu.ts";
import { isSoftware, requestAdapter } from "./_webgpu.ts";
import { DEVICES, openReplaced, testOnEveryDevice, withEngine } from "./_testing.ts";

testOnEveryDevice(
  "a tensor reads back as it was written, in an array of its own",
  async (engine) => {
    const values = Float32Array.of(1.5, -0, 3e38, 1e-38, 5, 6);
    const x = engine.tensor(values, [2, 3]);
    const [first, second] = [await engine.read(x), await engine.read(x)];
    assertEquals([first, x.shape], [values, [2, 3]]);
    first[0] = 7;
    assertEquals([second[0], (await engine.read(x))[0]], [1.5, 1.5]);
  },
);

testOnEveryDevice("a tensor that is disposed of cannot be read", async (engine) => {
  const x = engine.tensor(Float32Array.of(1), [1]);
  x.dispose();
  await assertRejects(() => engine.read(x), Error, "disposed");
});

testOnEveryDevice("values that do not fill the shape are refused", (engine) => {
  assertThrows(() => engine.tensor(new Float32Array(5), [2, 3]), Error, "[2,3]");
});

testOnEveryDevice("the record is plain data and names the versions", ({ device }) => {
  assertEquals(JSON.parse(JSON.stringify(device)), device);
  assertEquals(device.versions["deno"], Deno.version.deno);
  assertEquals(device.versions["tfjs"], "4.22.0");
  assertStringIncludes(device.label, device.kind);
});

Deno.test("OpenBLAS is recorded with its version, its kernels and its threads", {
  ignore: DEVICES[2]!.missing !== undefined,
}, async () => {
  const device = await withEngine(DEVICES[2]!.open, (engine) => engine.device);
  assertEquals(device.blas, "openblas");
  assertEquals(
    device.label,
    `wasm + OpenBLAS ${device.versions["openblas"]} (${device.coreType}), 1 thread`,
  );
});

Deno.test("wasm without OpenBLAS says why", async () => {
  const { blas, blasReason, coreType } = await withEngine(openReplaced, ({ device }) => device);
  assertEquals([blas, blasReason, coreType], ["replaced", "left out by a test", undefined]);
});

Deno.test("auto takes hardware or wasm, never a software adapter", async () => {
  const adapter = await requestAdapter();
  const hardware = adapter !== null && !isSoftware(adapter.info);
  const { kind, software } = await withEngine(() => openEngine(), ({ device }) => device);
  assertEquals([kind, software], [hardware ? "webgpu" : "wasm", false]);
});

Deno.test("one engine is open at a time, and closing makes room", async () => {
  const first = await openEngine({ device: "cpu" });
  await assertRejects(() => openEngine({ device: "cpu" }), Error, "Close the first one");
  first.close();
  (await openEngine({ device: "wasm" })).close();
});

Deno.test("a device that fails to open makes room as well", async () => {
  const fail = () => Promise.reject(new DeviceUnavailableError("none"));
  await assertRejects(() => openEngineOn(fail), DeviceUnavailableError, "none");
  (await openEngine({ device: "cpu" })).close();
});

Deno.test("closing disposes of the tensors", async () => {
  const engine = await openEngine({ device: "cpu" });
  engine.tensor(Float32Array.of(1), [1]);
  engine.close();
  assertEquals(tf.engine().state.numTensors, 0);
});

Deno.test("an error that the device reports fails every read from then on", async () => {
  let error: string | undefined;
  const backend = async (): Promise<OpenBackend> => ({
    ...await openCpu(),
    check() {
      if (error) throw new Error(error);
    },
  });
  await withEngine(() => openEngineOn(backend), async (engine) => {
    const x = engine.tensor(Float32Array.of(1), [1]);
    assertEquals([...await engine.read(x)], [1]);
    engine.check();
    error = "out of memory";
    await assertRejects(() => engine.read(x), Error, "out of memory");
    assertThrows(() => engine.check(), Error, "out of memory");
  });
});

Deno.test("a tensor beyond the device's limit is refused before it is allocated", async () => {
  const small = async () => ({ ...await openCpu(), maxTensorBytes: 12 });
  await withEngine(() => openEngineOn(small), (engine) => {
    engine.tensor(new Float32Array(3), [3]);
    const before = tf.memory().numTensors;
    assertThrows(() => engine.tensor(new Float32Array(4), [4]), RangeError, "at most 12");
    assertEquals(tf.memory().numTensors, before);
  });
});
