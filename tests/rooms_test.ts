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
  train: ["data", "engine", "model", "random", "reference"],
  merge: ["random"],
  measure: ["stats"],
  drift: ["claim", "stats"],
  lab: ["claim", "data", "drift", "engine"],
  report: ["claim", "drift", "lab", "stats", "std"],
  claims: [
    "claim",
    "data",
    "lab",
    "measure",
    "merge",
    "model",
    "random",
    "reference",
    "std",
    "train",
  ],
  cli: ["claim", "claims", "data", "drift", "engine", "lab", "report", "std"],
};

/** Rooms that are pure: no tfjs, no files, no clock. */
const PURE = ["claim", "drift", "measure", "merge", "reference", "stats"];

/** What gives a pure room a clock, chance, files or the network. */
const IMPURE =
  /\bnode:|\bMath\.random\b|\bnew Date\b|\bDate\.now\b|\bset(Timeout|Interval)\b|\b(performance|Deno|crypto)\.|\bfetch\(/;

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

/** A file's text without its comments: examples in them import what they show. */
async function codeOf(file: string): Promise<string> {
  const text = await Deno.readTextFile(new URL(file, root));
  return text.replaceAll(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
}

/** Imports and re-exports at the start of a statement, and `import(…)` anywhere. */
function importsIn(code: string): Omit<Import, "file">[] {
  const statements = code.matchAll(
    /(?:^|;)\s*(?:import|export)(\s+type)?\b(?:[^"';()]*?\bfrom\b)?\s*["']([^"']+)["']/gm,
  );
  const calls = code.matchAll(/\bimport\s*\(\s*(?:["'`]([^"'`]+)["'`])?/g);
  return [
    ...[...statements].map(([, type, target]) => ({
      target: target!,
      typeOnly: type !== undefined,
    })),
    ...[...calls].map(([, target = "(computed)"]) => ({ target, typeOnly: false })),
  ];
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
  for await (const file of sources(folder)) {
    imports.push(...importsIn(await codeOf(file)).map((one) => ({ file, ...one })));
  }
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

Deno.test("rooms that are to be pure are", async () => {
  const found: string[] = [];
  for (const room of PURE) {
    for await (const file of sources(`src/${room}/`)) {
      const [impure] = IMPURE.exec(await codeOf(file)) ?? [];
      if (impure !== undefined) found.push(`${file} uses ${impure}`);
    }
  }
  assertEquals(found, []);
});

Deno.test("what is impure is seen", () => {
  const lines = [
    'import { readFileSync } from "node:fs";',
    "const x = Math.random();",
    "const now = new Date();",
    "Date.now()",
    "setTimeout(stop, 5)",
    "performance.now()",
    "Deno.cwd()",
    "await fetch(url)",
  ];
  assertEquals(lines.filter((line) => !IMPURE.test(line)), []);
});

Deno.test("the check sees the imports there are", () => {
  const sees = (file: string, target: string) =>
    imports.some((one) => one.file === file && one.target === target);
  assertEquals(sees("src/train/float64.ts", "../reference/mod.ts"), true);
  assertEquals(sees("src/cli/main.ts", "../../claims/mod.ts"), true, "a dynamic import");
  assertEquals(imports.length > 200, true);
  const hidden =
    'const a = 1; import "./a.ts"; export { b } from "./b.ts"; f(await import("./c.ts"))';
  assertEquals(importsIn(hidden).map(({ target }) => target), ["./a.ts", "./b.ts", "./c.ts"]);
});

Deno.test("no import is computed: none could be checked", () => {
  const computed = imports.filter(({ target }) => target === "(computed)");
  assertEquals(computed.map(({ file }) => file), []);
});
