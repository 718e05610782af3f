import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { temporaryFolder } from "../../tests/temporary_folder.ts";
import { RunDesk } from "./desk.ts";
import { Runs } from "./runs.ts";
import { type RunKey, RunStore } from "./store.ts";

const KEY: RunKey = { recipe: { epochs: 2 }, data: "d", code: "c", arithmetic: "cpu fixture" };
const RUN = { theta: Float64Array.of(1, 2) };

function open(dir: string, { fresh = false, desk }: { fresh?: boolean; desk?: RunDesk } = {}) {
  const warnings: string[] = [];
  const store = new RunStore({ dir, fresh, warn: (message) => warnings.push(message) });
  let trained = 0;
  const train = () => {
    trained += 1;
    return RUN;
  };
  return { runs: new Runs(store, desk), store, train, warnings, trainings: () => trained };
}

Deno.test("a run is trained once per key, in one process and in the next", async () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const first = open(dir);
  const both = await Promise.all([
    first.runs.get(KEY, first.train),
    first.runs.get(KEY, first.train),
  ]);
  assertEquals(both.map(({ source }) => source), ["fresh", "fresh"]);
  assertEquals(first.trainings(), 1);
  assertEquals(first.store.size().runs, 1);
  const second = open(dir);
  assertEquals(await second.runs.get(KEY, second.train), { run: RUN, source: "cached" });
  assertEquals((await second.runs.get(KEY, second.train)).source, "cached");
  assertEquals(second.trainings(), 0);
});

Deno.test("another recipe, data, code or arithmetic is another run", async () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const { runs, train, trainings } = open(dir);
  await runs.get(KEY, train);
  for (
    const other of [{ recipe: { epochs: 3 } }, { data: "e" }, { code: "d" }, { arithmetic: "x" }]
  ) {
    await runs.get({ ...KEY, ...other }, train);
  }
  assertEquals(trainings(), 5);
});

Deno.test("a corrupt file is trained again with a warning, and mended", async () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const first = open(dir);
  await first.runs.get(KEY, first.train);
  const path = `${dir}/${[...Deno.readDirSync(dir)][0]!.name}`;
  const bytes = Deno.readFileSync(path);
  bytes[bytes.length - 1]! ^= 1;
  Deno.writeFileSync(path, bytes);
  const second = open(dir);
  assertEquals(await second.runs.get(KEY, second.train), { run: RUN, source: "fresh" });
  assertStringIncludes(second.warnings[0]!, "do not match their digest");
  const third = open(dir);
  assertEquals((await third.runs.get(KEY, third.train)).source, "cached");
});

Deno.test("what was left half-written is never read, and goes when it is old", () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const { store } = open(dir);
  for (const name of ["young", "old"]) {
    Deno.writeTextFileSync(`${dir}/${name}.safetensors.0.tmp`, "half of a");
  }
  Deno.utimeSync(`${dir}/old.safetensors.0.tmp`, 0, Date.now() / 1000 - 3601);
  assertEquals(store.size().runs, 0);
  store.sweep();
  assertEquals([...Deno.readDirSync(dir)].map(({ name }) => name), ["young.safetensors.0.tmp"]);
});

Deno.test("a store that cannot be written costs a warning, and leaves no half of a file", async () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  Deno.writeTextFileSync(`${dir}/file`, "no folder");
  const below = open(`${dir}/file`);
  assertEquals((await below.runs.get(KEY, below.train)).source, "fresh");
  assertStringIncludes(below.warnings.at(-1)!, "run not stored at ");
  below.store.sweep();
  assertEquals(below.store.size(), { bytes: 0, runs: 0 });
  const { writeFile } = Deno;
  Deno.writeFile = async (path, data) => {
    await writeFile(path, (data as Uint8Array).subarray(0, 20));
    throw new Error("No space left on device");
  };
  const full = open(`${dir}/store`);
  try {
    assertEquals((await full.runs.get(KEY, full.train)).source, "fresh");
  } finally {
    Deno.writeFile = writeFile;
  }
  assertStringIncludes(full.warnings[0]!, "No space left on device");
  assertEquals([...Deno.readDirSync(`${dir}/store`)], []);
});

Deno.test("fresh reads nothing; a failed training is not remembered", async () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const first = open(dir);
  await assertRejects(
    () => first.runs.get(KEY, () => Promise.reject(new Error("no"))),
    Error,
    "no",
  );
  assertEquals((await first.runs.get(KEY, first.train)).source, "fresh");
  const second = open(dir, { fresh: true });
  assertEquals((await second.runs.get(KEY, second.train)).source, "fresh");
});

Deno.test("two threads at one desk train a run once, also when nothing older may be read", async () => {
  for (const fresh of [false, true]) {
    using folder = temporaryFolder();
    const dir = folder.path;
    await open(dir).runs.get({ ...KEY, data: "old" }, () => RUN);
    const desk = new RunDesk();
    const [first, second] = [open(dir, { fresh, desk }), open(dir, { fresh, desk })];
    const got = await Promise.all([
      first.runs.get(KEY, first.train),
      second.runs.get(KEY, second.train),
      second.runs.get({ ...KEY, data: "old" }, second.train),
    ]);
    const old = fresh ? "fresh" : "cached";
    assertEquals(got.map(({ source }) => source), ["fresh", "fresh", old]);
    assertEquals((await first.runs.get({ ...KEY, data: "old" }, first.train)).source, old);
    assertEquals([first.trainings(), second.trainings()], [1, fresh ? 1 : 0]);
    assertEquals([first.runs.asked, second.runs.asked], [2, 2]);
    assertEquals(desk.counts(), { distinct: 2, trained: fresh ? 2 : 1, cached: fresh ? 0 : 1 });
  }
});

Deno.test("where nothing can be stored, whoever waited trains for itself", async () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/file`;
  Deno.writeTextFileSync(file, "no folder");
  const desk = new RunDesk();
  const [first, second] = [open(`${file}/store`, { desk }), open(`${file}/store`, { desk })];
  const runs = await Promise.all([
    first.runs.get(KEY, first.train),
    second.runs.get(KEY, second.train),
  ]);
  assertEquals(runs.map(({ run, source }) => [run, source]), [[RUN, "fresh"], [RUN, "fresh"]]);
  assertEquals([first.trainings(), second.trainings()], [1, 1]);
});

Deno.test("a training that failed in one thread is tried by the one that waits", async () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const desk = new RunDesk();
  const [first, second] = [open(dir, { desk }), open(dir, { desk })];
  const failing = first.runs.get(KEY, () => Promise.reject(new Error("no")));
  const waiting = second.runs.get(KEY, second.train);
  await assertRejects(() => failing, Error, "no");
  assertEquals((await waiting).source, "fresh");
  assertEquals(desk.counts(), { distinct: 1, trained: 1, cached: 0 });
});
