import type { InputSource, TaskSuite } from "../data/mod.ts";
import type { Cell } from "./cell.ts";
import type { Crew, CrewListener, SelfTest } from "./crew.ts";
import { type RunCounts, RunDesk } from "./desk.ts";
import type { RunEvent } from "./events.ts";
import { canonicalJson } from "./json.ts";
import type { Bench } from "./measure.ts";
import { Member } from "./member.ts";
import { Roster } from "./roster.ts";
import type { SharedStop } from "./signals.ts";

/** How many workers there are, and what each is told. */
export interface WorkersOptions<Order> {
  readonly count: number;
  /** The module that a worker runs; it must `serve`. */
  readonly module: string;
  /** What each opens, plain data. */
  readonly order: Order;
  /** What the plan was made of: every worker must see the same. */
  readonly sources: readonly InputSource[];
  readonly taskSuite?: TaskSuite;
  readonly stop: SharedStop;
  /** Names of the runs that a cell asks for, as far as they are known beforehand. */
  runsOf?(cell: Cell): readonly string[];
  /** Told what a worker warns of. */
  warn(message: string): void;
}

/** How long workers may take to see a request to stop; a training may not look for a while. */
const GRACE_MS = 2000;

/** A crew of Deno workers, each with its own engine and its own inputs. */
export class Workers<Order> implements Crew {
  readonly device: RunEvent["device"];
  readonly #options: WorkersOptions<Order>;
  readonly #members: readonly Member<Order>[];
  readonly #desk: RunDesk;

  private constructor(
    options: WorkersOptions<Order>,
    { members, desk, device }: {
      members: readonly Member<Order>[];
      desk: RunDesk;
      device: RunEvent["device"];
    },
  ) {
    this.#options = options;
    this.#members = members;
    this.#desk = desk;
    this.device = device;
  }

  /**
   * Starts the workers, and waits until each has opened its inputs and device.
   *
   * @throws {DataError} when a worker cannot read its inputs.
   * @throws {Error} when a worker fails, or has another device or other inputs than the rest.
   */
  static async start<Order>(options: WorkersOptions<Order>): Promise<Workers<Order>> {
    const { count, order, stop } = options;
    const desk = new RunDesk();
    const { module, warn } = options;
    const members = Array.from(
      { length: count },
      (_, i) => new Member<Order>(i + 1, { module, desk, warn }),
    );
    try {
      const opened = await Promise.all(
        members.map((member) => member.ask({ type: "open", order, stop: stop.memory }, "opened")),
      );
      opened.forEach(({ inputs }, i) => checkInputs(inputs, { options, number: i + 1 }));
      // A library is loaded once a process: the first worker settles which kernels it runs, and
      // could not while others hold it.
      const [first, ...others] = members;
      const start = async (member: Member<Order>) =>
        (await member.ask({ type: "start" }, "started")).device;
      const device = await start(first!);
      const devices = await Promise.all(others.map(start));
      devices.forEach((other, i) => checkDevice(other, { first: device, number: i + 2 }));
      return new Workers(options, { members, desk, device });
    } catch (error) {
      members.forEach((member) => member.end());
      throw error;
    }
  }

  /** The self-test of every worker; the first that failed speaks for all. */
  async selfTest(): Promise<SelfTest | undefined> {
    const tested = await Promise.all(
      this.#members.map((member) => member.ask({ type: "test" }, "tested")),
    );
    const results = tested.map(({ selfTest }) => selfTest);
    return results.find((result) => result?.gradientsPassed === false) ??
      results.find((result) => result?.passed === false) ?? results[0];
  }

  async measure(
    cells: readonly Cell[],
    { trusted, listener }: { trusted: Bench["trusted"]; listener: CrewListener },
  ): Promise<void> {
    const { stop, runsOf = () => [] } = this.#options;
    const roster = new Roster(cells, runsOf);
    // Whatever a worker says after the end is not heard: its cell is measured again.
    let over = false;
    const work = async (member: Member<Order>) => {
      for (let cell = roster.next(); cell && !over && !stop.signal; cell = roster.next()) {
        listener.onCell(cell);
        const reply = await member.ask({ type: "measure", cell, trusted }, "finished", "stopped");
        if (over || reply.type === "stopped") return;
        roster.done(cell);
        reply.facts.forEach((fact) => listener.onFact(fact));
        listener.onFinished(reply.event);
      }
    };
    const patience = new Patience(stop);
    try {
      await Promise.race([Promise.all(this.#members.map(work)), patience.lost]);
    } finally {
      over = true;
      patience[Symbol.dispose]();
    }
  }

  counts(): RunCounts {
    const asked = this.#members.reduce((total, member) => total + member.asked, 0);
    return { asked, ...this.#desk.counts() };
  }

  [Symbol.dispose](): void {
    this.#members.forEach((member) => member.end());
  }
}

/** Waits for a request to stop, and then a little. */
class Patience implements Disposable {
  readonly lost: Promise<void>;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(stop: SharedStop) {
    const { promise, resolve } = Promise.withResolvers<void>();
    let asked: number | undefined;
    this.lost = promise;
    this.#timer = setInterval(() => {
      if (stop.signal) asked ??= performance.now();
      if (asked !== undefined && performance.now() - asked > GRACE_MS) resolve();
    }, 100);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

type Device = RunEvent["device"];

/** @throws {Error} when a worker's device is not the first one's. */
function checkDevice(device: Device, { first, number }: { first: Device; number: number }): void {
  if (canonicalJson(device) === canonicalJson(first)) return;
  const label = ({ kind, label }: Device) => `${kind} (${label})`;
  throw new Error(
    `Cannot measure with several workers: worker 1 opened ${label(first)}, worker ${number} ` +
      `${label(device)}; use --jobs 1`,
  );
}

/** @throws {Error} when a worker's inputs are not the plan's. */
function checkInputs<Order>(
  inputs: readonly { readonly name: string; readonly digest: string }[],
  { options: { sources, taskSuite }, number }: { options: WorkersOptions<Order>; number: number },
): void {
  for (const { name, digest } of [...sources, ...taskSuite ? [taskSuite] : []]) {
    if (inputs.some((input) => input.name === name && input.digest === digest)) continue;
    throw new Error(
      `Cannot measure with several workers: worker ${number} does not see the inputs '${name}' ` +
        "of the plan; were the files changed meanwhile?",
    );
  }
}
