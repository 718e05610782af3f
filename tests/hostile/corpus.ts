/** Report folders that no program of ours wrote, made from an honest one. */
import { reseal } from "./reseal.ts";

/** What an audit says: a fault of the report (status 4), or that it cannot be read (2). */
export type Expected = "fault" | "unreadable";

/** One hostile folder. */
export interface Hostile {
  readonly name: string;
  readonly expected: Expected;
  /** Changes an honest folder, whose journal has these lines without their digests. */
  change(dir: string, bodies: readonly string[]): void | Promise<void>;
}

const JOURNAL = "events.jsonl";

/** What a string of a report may carry: markup, escape sequences, and what breaks lines. */
export const PAYLOAD = "<script>alert(1)</script>\x1b[2J\x1b]0;owned\x07\n\r\u009b1A\u202e\0'\"";

/** Changes one line that matches, and seals them all. */
function edited(from: RegExp, to: string): Hostile["change"] {
  return (dir, bodies) => {
    const at = bodies.findIndex((body) => from.test(body));
    if (at < 0) throw new RangeError(`Cannot edit a line: none matches ${from}`);
    write(dir, reseal(bodies.with(at, bodies[at]!.replace(from, () => to))));
  };
}

/** Keys of text that nothing else in a journal refers to. */
const FREE = [
  "alias",
  "chosen",
  "commit",
  "label",
  "paper",
  "place",
  "reason",
  "shape",
  "statement",
];
const TEXT = new Set([...FREE, "title", "topic", "why"]);

/** Changes all such text. */
function everyText(change: (text: string) => string): Hostile["change"] {
  return (dir, bodies) => {
    const reviver = (key: string, value: unknown) =>
      typeof value === "string" && TEXT.has(key) ? change(value) : value;
    const forged = bodies.map((body) =>
      /^\{"type":"(run|plan)"/.test(body) ? JSON.stringify(JSON.parse(body, reviver)) : body
    );
    write(dir, reseal(forged));
  };
}

function write(dir: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  Deno.writeFileSync(`${dir}/${JOURNAL}`, bytes);
}

/** Rewrites the journal's bytes. */
function rewritten(change: (text: string) => string | Uint8Array): Hostile["change"] {
  return (dir) => write(dir, change(Deno.readTextFileSync(`${dir}/${JOURNAL}`)));
}

/** Gives the first claim as many controls, none of which has a cell. */
function manyControls(count: number): Hostile["change"] {
  return (dir, bodies) => {
    const forged = bodies.map((body) => {
      if (!body.startsWith('{"type":"plan"')) return body;
      const plan = JSON.parse(body);
      const { controls } = plan.claims[0].spec;
      const protocols = { smoke: [], default: [], nightly: [] };
      for (let i = 0; i < count; i++) controls.push({ ...controls[0], id: `c${i}`, protocols });
      return JSON.stringify(plan);
    });
    write(dir, reseal(forged));
  };
}

function sparse(file: string, bytes: number): Hostile["change"] {
  return (dir) => {
    using giant = Deno.openSync(`${dir}/${file}`, { write: true, create: true });
    giant.truncateSync(bytes);
  };
}

function pipe(file: string): Hostile["change"] {
  return async (dir) => {
    Deno.removeSync(`${dir}/${file}`);
    const { success } = await new Deno.Command("mkfifo", { args: [`${dir}/${file}`] }).output();
    if (!success) throw new Error("mkfifo failed");
  };
}

function link(file: string, target: string): Hostile["change"] {
  return (dir) => {
    Deno.removeSync(`${dir}/${file}`);
    Deno.symlinkSync(target, `${dir}/${file}`);
  };
}

function folder(file: string): Hostile["change"] {
  return (dir) => {
    Deno.removeSync(`${dir}/${file}`);
    Deno.mkdirSync(`${dir}/${file}`);
  };
}

function reportOf(text: () => string): Hostile["change"] {
  return (dir) => Deno.writeTextFileSync(`${dir}/report.json`, text());
}

const nested = (open: string, close: string) => open.repeat(1e6) + "1" + close.repeat(1e6);
const DEVICE = /"device":\{/;
const FACT = /"name":"value","unit":"1","value":[\d.]+/;

/** Every hostile folder. */
export const CORPUS: readonly Hostile[] = [
  ...([
    ["a number beyond any double", edited(/"seconds":[\d.]+/, '"seconds":1e999')],
    ["the largest double", edited(/"seconds":[\d.]+/, '"seconds":1.7976931348623157e308')],
    ["a fact beyond any double", edited(FACT, '"name":"value","unit":"1","value":-1e999')],
    [
      "a number of a million digits",
      edited(FACT, `"name":"value","unit":"1","value":${"9".repeat(1e6)}`),
    ],
    ["more seeds than there is memory for", edited(/"smoke":\d+/, '"smoke":9007199254740991')],
    [
      "a thousand million seeds",
      edited(/"profile":"smoke"/, '"profile":"smoke","seeds":1000000000'),
    ],
    ["thirty thousand controls", manyControls(30_000)],
    ["arrays a million deep", edited(DEVICE, `"device":{"x":${nested("[", "]")},`)],
    ["objects a million deep", edited(DEVICE, `"device":{"x":${nested('{"a":', "}")},`)],
    ["a line of 16 MB", edited(/"command":\[/, `"command":["${"x".repeat(1.6e7)}",`)],
    [
      "a million numbers that are none",
      edited(FACT, `"name":"value","unit":"1","value":[${"{},".repeat(1e6)}1]`),
    ],
    ["40 MB of line ends", rewritten((text) => text + "\n".repeat(4e7))],
    ["a line made to backtrack", rewritten((text) => text + `{${',"digest":"'.repeat(2e6)}\n`)],
    ["a key twice", edited(/"type":"end"/, '"type":"end","type":"run"')],
    ["__proto__ as a fact", edited(/"name":"value"/, '"name":"__proto__"')],
    ["constructor as a claim", edited(/"id":"good-mean"/, '"id":"constructor"')],
    ["__proto__ as a claim's criterion", edited(/"quantity":"value"/, '"quantity":"__proto__"')],
    ["__proto__ as a key", edited(/"settings":\{/, '"settings":{"__proto__":{"x":1},')],
    ["a path as a cell", edited(/"key":"[^"]*"/, '"key":"../../../../tmp/taskproof-escaped"')],
    ["paths for all text", everyText((text) => `../../${text}`)],
    ["markup and escapes in all text", everyText((text) => text + PAYLOAD)],
    ["workflow commands in all text", everyText((text) => `::add-mask::${text} ##[error]`)],
    ["lone surrogates in all text", everyText((text) => `${text}\ud800`)],
    ["a byte order mark", rewritten((text) => `\ufeff${text}`)],
    ["CRLF line ends", rewritten((text) => text.replaceAll("\n", "\r\n"))],
    [
      "bytes that are no UTF-8",
      rewritten((text) => new TextEncoder().encode(text).fill(0xff, 900, 910)),
    ],
    ["NUL bytes", rewritten((text) => text.replaceAll("fixture", "fix\0ure"))],
    ["nothing", rewritten(() => "")],
    ["200 MB of zeros without a line", sparse(JOURNAL, 2e8)],
    ["a report of 1 GB", sparse("report.json", 2 ** 30)],
    ["a report of 200 MB of zeros", sparse("report.json", 2e8)],
    ["a report that is a pipe", pipe("report.json")],
    ["a report without an end", link("report.json", "/dev/zero")],
    ["a report that is a folder", folder("report.json")],
    ["a report a million deep", reportOf(() => nested("[", "]"))],
    ["a report that is null", reportOf(() => "null")],
    ["a report with a __proto__", reportOf(() => '{"__proto__":{"schemaVersion":1}}')],
    ["measurements that are a pipe", pipe("measurements.csv")],
    ["measurements of 1 GB", sparse("measurements.csv", 2 ** 30)],
  ] as const).map(([name, change]): Hostile => ({ name, expected: "fault", change })),
  ...([
    ["a journal of 2 GB", sparse(JOURNAL, 2 ** 31)],
    ["a journal that is a pipe", pipe(JOURNAL)],
    ["a journal without an end", link(JOURNAL, "/dev/zero")],
    ["a journal that is a folder", folder(JOURNAL)],
    ["a journal that leads to itself", link(JOURNAL, JOURNAL)],
  ] as const).map(([name, change]): Hostile => ({ name, expected: "unreadable", change })),
];
