/** What a process took. */
export interface Taken {
  readonly seconds: number;
  /** Seconds of processor time, its children's among them; NaN but on Linux. */
  readonly processor: number;
  /** Largest resident memory of it and its children, each at its own peak, in MiB; NaN but on Linux. */
  readonly memory: number;
  readonly code: number;
}

const PERIOD_MS = 5;
/** Clock ticks a second, in which Linux counts processor time. */
const TICKS = 100;

interface Seen {
  readonly processor: number;
  readonly memory: number;
}

const NOTHING: Seen = { processor: 0, memory: 0 };

/** Runs a task of `deno.json` as a user does, and watches it. */
export async function watchTask(args: readonly string[]): Promise<Taken> {
  const started = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", ...args],
    cwd: new URL("../", import.meta.url),
    stdout: "null",
    stderr: "null",
  }).spawn();
  const last = new Map<number, Seen>();
  const watch = setInterval(() => {
    for (const pid of family(child.pid)) last.set(pid, lookAt(pid) ?? last.get(pid) ?? NOTHING);
  }, PERIOD_MS);
  const { code } = await child.status;
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  const sum = (of: (seen: Seen) => number) =>
    last.size === 0 ? NaN : [...last.values()].reduce((total, seen) => total + of(seen), 0);
  return {
    seconds,
    processor: sum(({ processor }) => processor),
    memory: sum(({ memory }) => memory),
    code,
  };
}

function family(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

/** What a process took so far; undefined where it is gone. */
function lookAt(pid: number): Seen | undefined {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  // Fields 14 and 15: after the name in brackets, which may hold anything, come fields 3 and on.
  const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)!.split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  return peak && Number.isFinite(ticks)
    ? { processor: ticks / TICKS, memory: Number(peak) / 1024 }
    : undefined;
}

/** Text of a file of the kernel's; empty where the process is gone. */
function read(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
