import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { DeviceUnavailableError } from "./device.ts";
import { DEVICES, withEngine } from "./_testing.ts";
import { isSoftware, openWebGpu } from "./_webgpu.ts";

const { open, missing } = DEVICES.find(({ name }) => name === "webgpu")!;
const skipped = missing === undefined ? "" : ` (skipped: ${missing})`;
const options = { ignore: missing !== undefined };

interface WithDevice {
  readonly device: GPUDevice;
}

Deno.test("no adapter is a device that is unavailable", async () => {
  await assertRejects(() => openWebGpu(null), DeviceUnavailableError, "no adapter");
});

Deno.test("a software adapter is known by its flag or by its name", () => {
  const info = (description: string, isFallbackAdapter = false) =>
    ({
      vendor: "65541",
      architecture: "",
      device: "0",
      description,
      isFallbackAdapter,
    }) as unknown as GPUAdapterInfo;
  const software = [
    "llvmpipe (LLVM 15.0.6, 256 bits)",
    "SwiftShader Device (LLVM 10.0.0)",
    "Microsoft Basic Render Driver",
    "Apple Software Renderer",
  ];
  assertEquals(software.filter((name) => !isSoftware(info(name))), []);
  assertEquals(isSoftware(info("NVIDIA H200", true)), true);
  const hardware = ["NVIDIA H200", "AMD Radeon RX 7900 XTX (RADV NAVI31)", "Intel(R) Arc(tm) A770"];
  assertEquals(hardware.filter((name) => isSoftware(info(name))), []);
});

Deno.test(`an error that WebGPU reports out of band fails the run${skipped}`, options, async () => {
  await withEngine(open, async (engine) => {
    const x = engine.tensor(Float32Array.of(1), [1]);
    const { device } = tf.backend() as unknown as WithDevice;
    device.createBuffer({ size: 2 ** 50, usage: GPUBufferUsage.STORAGE });
    await device.queue.onSubmittedWorkDone();
    await assertRejects(() => engine.read(tf.square(x)), Error, "WebGPU device reported an error");
    assertThrows(() => engine.check(), Error, "no result of it counts");
  });
});

Deno.test(`a result beyond the device's limit is refused${skipped}`, options, async () => {
  await withEngine(open, (engine) => {
    const { device } = tf.backend() as unknown as WithDevice;
    const limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
    const side = Math.ceil(Math.sqrt(limit / 4)) + 1;
    const column = engine.tensor(new Float32Array(side), [side, 1]);
    const row = engine.tensor(new Float32Array(side), [1, side]);
    assertThrows(() => tf.matMul(column, row), RangeError, `at most ${limit}`);
    engine.check();
  });
});

Deno.test(`the record names the adapter${skipped}`, options, async () => {
  const { kind, adapter, software, label } = await withEngine(open, ({ device }) => device);
  assertEquals(kind, "webgpu");
  assertEquals(Object.keys(adapter!), ["vendor", "architecture", "device", "description"]);
  assertEquals(label.includes("software adapter"), software);
});
