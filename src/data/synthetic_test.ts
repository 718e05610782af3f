import { assert, assertEquals, assertLess, assertNotEquals, assertThrows } from "@std/assert";
import { createHash } from "node:crypto";
import { syntheticSource, type TaskData } from "./mod.ts";

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** The values of one coordinate over the samples of a task that have a label. */
function column(
  task: TaskData,
  { i, label }: { readonly i: number; readonly label?: number },
): number[] {
  return Array.from(task.labels).flatMap((own, n) =>
    label === undefined || own === label ? [task.inputs[n * task.dimension + i]!] : []
  );
}

Deno.test("shapes are as asked, and each target is one in the column of its label", () => {
  const source = syntheticSource({ dimension: 4, classes: 3 });
  assertEquals([source.name, source.dimension, source.classes, source.files], [
    "synthetic",
    4,
    3,
    [],
  ]);
  const tasks = source.tasks({ tasks: 3, samples: 20, seed: 1 });
  assertEquals(tasks.map(({ name }) => name), [
    "synthetic/task-0",
    "synthetic/task-1",
    "synthetic/task-2",
  ]);
  for (const task of tasks) {
    assertEquals([task.count, task.dimension, task.classes], [20, 4, 3]);
    assertEquals([task.inputs.length, task.targets.length, task.labels.length], [80, 60, 20]);
    assert(task.inputs.every(Number.isFinite));
    task.labels.forEach((label, n) => {
      assertEquals(
        [...task.targets.subarray(3 * n, 3 * n + 3)],
        [0, 1, 2].map((c) => Number(c === label)),
      );
    });
  }
  assertEquals([syntheticSource().dimension, syntheticSource().classes], [16, 5]);
});

Deno.test("same options, same bytes; more tasks or samples only add to them", () => {
  const source = syntheticSource();
  const small = source.tasks({ tasks: 2, samples: 10, seed: 3 });
  const large = syntheticSource().tasks({ tasks: 4, samples: 30, seed: 3 });
  assertEquals(source.tasks({ tasks: 2, samples: 10, seed: 3 }), small);
  small.forEach((task, t) => assertEquals(task.inputs, large[t]!.inputs.subarray(0, 10 * 16)));
  assertNotEquals(small[0]!.inputs, small[1]!.inputs);
  assertNotEquals(small[0]!.inputs, source.tasks({ tasks: 1, samples: 10, seed: 4 })[0]!.inputs);
});

Deno.test("over the tasks every coordinate has mean 0 and variance 1", () => {
  const tasks = syntheticSource({ dimension: 3, classes: 8 }).tasks({
    tasks: 1500,
    samples: 8,
    seed: 1,
  });
  for (const i of [0, 1, 2]) {
    const values = tasks.flatMap((task) => column(task, { i }));
    assertLess(Math.abs(mean(values)), .06);
    assertLess(Math.abs(mean(values.map((x) => x * x)) - 1), .1);
  }
});

Deno.test("within a class a coordinate has .36 of the variance, and its mean is the class's own", () => {
  const tasks = syntheticSource({ dimension: 3, classes: 2 }).tasks({
    tasks: 300,
    samples: 60,
    seed: 1,
  });
  const within: number[] = [];
  const between: number[] = [];
  for (const task of tasks) {
    const [a, b] = [0, 1].map((label) => column(task, { i: 0, label }));
    for (const values of [a!, b!]) {
      within.push(
        values.reduce((sum, x) => sum + (x - mean(values)) ** 2, 0) / (values.length - 1),
      );
    }
    between.push((mean(a!) - mean(b!)) ** 2 / 2);
  }
  assertLess(Math.abs(mean(within) - .36), .04);
  // Means of 30 samples add .36/30 to the .64 of the class means.
  assertLess(Math.abs(mean(between) - .64 - .36 / 30), .15);
});

Deno.test("the inputs of a task are correlated, each task in its own way", () => {
  const tasks = syntheticSource({ dimension: 2, classes: 2 }).tasks({
    tasks: 40,
    samples: 400,
    seed: 1,
  });
  const correlations = tasks.map((task) => {
    const [x, y] = [column(task, { i: 0, label: 0 }), column(task, { i: 1, label: 0 })];
    const [mx, my] = [mean(x), mean(y)];
    const dot = (a: number[], b: number[]) => a.reduce((sum, v, n) => sum + v * b[n]!, 0);
    const [dx, dy] = [x.map((v) => v - mx), y.map((v) => v - my)];
    return dot(dx, dy) / Math.sqrt(dot(dx, dx) * dot(dy, dy));
  });
  assertLess(Math.min(...correlations), -.4);
  assertLess(.4, Math.max(...correlations));
});

// The bytes are those of an independent program: python3 fixtures/data/synthetic_reference.py
// A change of them needs another PROCEDURE in synthetic.ts, and with it another digest:
//   deno eval 'import { syntheticSource } from "./src/data/mod.ts"; console.log(syntheticSource().digest)'
Deno.test("the procedure named in the digest gives the bytes it always gave", () => {
  const source = syntheticSource();
  const [task] = source.tasks({ tasks: 1, samples: 64, seed: 1 });
  assertEquals(
    createHash("sha256").update(task!.inputs).digest("hex"),
    "ec8424694e247eeb5fc7a26923f56e2db095ae1391f964aacccb1df8d60bd799",
  );
  assertEquals(source.digest, "318a1316884e1f0edd0b2f93d3aa068a352f1c667fbe0ee6892d472ec6aafa4b");
  assertNotEquals(syntheticSource({ classes: 4 }).digest, source.digest);
  assertNotEquals(syntheticSource({ dimension: 4 }).digest, source.digest);
});

Deno.test("options out of range are refused by name and value", () => {
  const good = { tasks: 2, samples: 4, seed: 1 };
  const source = syntheticSource();
  assertThrows(
    () => source.tasks({ ...good, tasks: 0 }),
    RangeError,
    "tasks is 0, not a positive integer",
  );
  assertThrows(
    () => source.tasks({ ...good, samples: 1.5 }),
    RangeError,
    "samples is 1.5, not a positive",
  );
  assertThrows(
    () => source.tasks({ ...good, seed: NaN }),
    RangeError,
    "the seed NaN is not a safe integer",
  );
  assertThrows(
    () => syntheticSource({ dimension: 0 }),
    RangeError,
    "dimension is 0, not a positive integer",
  );
  assertThrows(
    () => syntheticSource({ classes: 1 }),
    RangeError,
    "classes is 1, not an integer from 2 to 65536",
  );
  assertThrows(() => syntheticSource({ classes: 65537 }), RangeError, "classes is 65537");
});
