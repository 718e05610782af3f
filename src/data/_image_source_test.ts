import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import { pixel, writeIdxSet } from "../../tests/idx_writer.ts";
import { inFolder } from "./_temp_folder_testing.ts";
import { DataError, type InputSource, openRealSources } from "./mod.ts";

async function open(folder: string): Promise<InputSource> {
  const [source] = await openRealSources(folder);
  return source!;
}

/** Row, pooled by hand, of a sample that idx_writer.ts made. */
function pooledByHand(sample: number): Float32Array {
  return Float32Array.from({ length: 196 }, (_, at) => {
    const [row, column] = [2 * Math.floor(at / 14), 2 * (at % 14)];
    const block = [[0, 0], [0, 1], [1, 0], [1, 1]] as const;
    return block.reduce((sum, [y, x]) => sum + pixel(sample, row + y, column + x), 0) / 4 / 255;
  });
}

Deno.test("tasks hold different images of their own classes, in one label space", async () => {
  await inFolder(async (data) => {
    await writeIdxSet(data, { count: 200 });
    const source = await open(data);
    assertEquals([source.dimension, source.classes], [196, 10]);
    const sampleOf = new Map(Array.from({ length: 200 }, (_, i) => [pooledByHand(i).join(), i]));
    assertEquals(sampleOf.size, 200);
    const tasks = source.tasks({ tasks: 8, samples: 20, seed: 5 });
    assertEquals(tasks.map(({ labels }) => new Set(labels).size), [2, 2, 1, 1, 1, 1, 1, 1]);
    const drawn = tasks.flatMap((task) => {
      assertEquals([task.count, task.dimension, task.classes], [20, 196, 10]);
      return Array.from(task.labels, (label, n) => {
        const sample = sampleOf.get(task.inputs.subarray(196 * n, 196 * (n + 1)).join());
        assertEquals(sample! % 10, label);
        const oneHot = Array.from({ length: 10 }, (_, c) => Number(c === label));
        assertEquals([...task.targets.subarray(10 * n, 10 * (n + 1))], oneHot);
        assert(task.name.split("-").slice(1).includes(`${label}`), task.name);
        return sample;
      });
    });
    assertEquals(new Set(drawn).size, 160);
  });
});

Deno.test("the seed decides the draw, and a smaller one is a prefix of it", async () => {
  await inFolder(async (data) => {
    await writeIdxSet(data);
    const source = await open(data);
    const draw = (samples: number, seed: number) => source.tasks({ tasks: 2, samples, seed })[0]!;
    assertEquals(draw(20, 1), draw(20, 1));
    assertEquals(draw(5, 1).inputs, draw(20, 1).inputs.subarray(0, 5 * 196));
    assertNotEquals(draw(20, 1).inputs, draw(20, 2).inputs);
  });
});

Deno.test("images of 14 × 14 and 42 × 42 pixels are accepted", async () => {
  for (const side of [14, 42]) {
    await inFolder(async (data) => {
      await writeIdxSet(data, { count: 20, side });
      const [task] = (await open(data)).tasks({ tasks: 1, samples: 20, seed: 1 });
      assert(task!.inputs.every((x) => x >= 0 && x <= 1));
      assertEquals(task!.inputs.length, 20 * 196);
    });
  }
});

Deno.test("asking for more images than a task has, or more tasks than classes, is refused", async () => {
  await inFolder(async (data) => {
    await writeIdxSet(join(data, "tiny"), { count: 30 });
    const source = await open(data);
    const error = assertThrows(() => source.tasks({ tasks: 10, samples: 4, seed: 1 }), DataError);
    assertEquals(error.file, join(data, "tiny", "train-images-idx3-ubyte"));
    assert(
      /: expected at least 4 images for the task tiny\/classes-\d, found 3\.$/.test(error.message),
      error.message,
    );
    assertThrows(
      () => source.tasks({ tasks: 11, samples: 1, seed: 1 }),
      RangeError,
      "10 classes into 11 tasks",
    );
    assertThrows(() => source.tasks({ tasks: 2, samples: 0, seed: 1 }), RangeError, "samples is 0");
  });
});

// A change of these values needs another PROCEDURE in _image_source.ts; they are what
//   writeIdxSet(data, { count: 40 }) gave with the draw below.
Deno.test("the procedure named in the digest gives the tasks it always gave", async () => {
  await inFolder(async (data) => {
    await writeIdxSet(join(data, "set"), { count: 40 });
    const source = await open(data);
    const [task] = source.tasks({ tasks: 3, samples: 6, seed: 1 });
    assertEquals([task!.name, [...task!.labels]], ["set/classes-1-3-5-8", [5, 8, 5, 5, 3, 8]]);
    assertEquals(source.digest, "ee4e7e2f124360afc7c742f4ecc0f753f6a0d4bd6ff0a9580d55218ada1ded60");
  });
});
