import { assertEquals } from "@std/assert";

/** Which rooms a room may import, itself aside; `claims` is a folder of its own beside `src`. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  std: [],
  random: [],
  stats: [],
  reference: [],
  claim: ["stats"],
  data: ["random"],
  engine: ["reference"],
  model: ["engine", "random", "reference"],
  train: ["data", "engine", "model", "reference"],
  lab: ["claim", "data", "engine"],
  report: ["claim", "lab", "stats", "std"],
  claims: ["claim", "data", "lab", "model", "random", "reference", "train"],
  cli: ["claim", "claims", "data", "engine", "lab", "report", "std"],
};

/** Rooms that are pure: no tfjs, no files, no clock. */
const PURE = ["claim", "reference", "stats"];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const root = new URL("../", import.meta.url);

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, root))) {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory) yield* sources(`${path}/`);
    else if (/(?<!_test|_testing|\.d)\.ts$/.test(entry.name)) yield path;
  }
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await Deno.readTextFile(new URL(file, root));
  const statements = text.matchAll(
    /^(import|export)(\s+type)?\b[^"';]*?(?:from\s+|\(\s*|\s+)"([^"]+)"/gm,
  );
  return [...statements].map(([, , type, target]) => ({
    file,
    target: target!,
    typeOnly: type !== undefined,
  }));
}

/** `src/<room>/…` or `claims/…`; files at the top belong to no room. */
function roomOf(path: string): string | undefined {
  const parts = path.split("/");
  if (parts[0] === "claims") return "claims";
  return parts[0] === "src" && parts.length > 2 ? parts[1] : undefined;
}

function targetRoom({ file, target }: Import): string | undefined {
  if (!target.startsWith(".")) return target.startsWith("@std/") ? "std" : undefined;
  const path = new URL(target, new URL(file, root)).pathname.slice(root.pathname.length);
  return roomOf(path);
}

const imports: Import[] = [];
for (const folder of ["src/", "claims/"]) {
  for await (const file of sources(folder)) imports.push(...await importsOf(file));
}

Deno.test("imports point one way", () => {
  const wrong = imports.filter((one) => {
    const from = roomOf(one.file)!, to = targetRoom(one);
    return to !== undefined && to !== from && !ARROWS[from]?.includes(to);
  });
  assertEquals(wrong.map(({ file, target }) => `${file} imports ${target}`), []);
});

Deno.test("every room is named, and the arrows have no cycle", () => {
  const rooms = new Set(imports.map(({ file }) => roomOf(file)!));
  assertEquals([...rooms].filter((room) => !(room in ARROWS)), []);
  const depth = (room: string, above: readonly string[]): number => {
    assertEquals(above.includes(room), false, `cycle through ${room}`);
    return 1 + Math.max(0, ...ARROWS[room]!.map((next) => depth(next, [...above, room])));
  };
  Object.keys(ARROWS).forEach((room) => depth(room, []));
});

Deno.test("only the engine touches tfjs; others may name its types", () => {
  const wrong = imports.filter(({ file, target, typeOnly }) =>
    target.startsWith("@tensorflow/") && !typeOnly && roomOf(file) !== "engine"
  );
  assertEquals(wrong.map(({ file, target }) => `${file} imports ${target}`), []);
});

Deno.test("claim, stats and reference are pure", async () => {
  for (const room of PURE) {
    for await (const file of sources(`src/${room}/`)) {
      const text = await Deno.readTextFile(new URL(file, root));
      assertEquals(
        /\b(Deno|performance|Date\.now|fetch|crypto)\b[.(]/.exec(text)?.[0],
        undefined,
        file,
      );
    }
  }
});

Deno.test("the check sees the imports there are", () => {
  assertEquals(
    imports.some(({ file, target }) =>
      file === "src/train/float64.ts" && target === "../reference/mod.ts"
    ),
    true,
  );
  assertEquals(imports.length > 200, true);
});
