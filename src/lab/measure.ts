import { DataError, type InputSource, type TaskSuite } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import type { ClaimSpec, Fact, FactValue, Reading } from "../claim/mod.ts";
import type { Cell } from "./cell.ts";
import type { CellEvent, FactEvent } from "./events.ts";
import { JournalWriteError } from "./journal.ts";
import type { Claim, Lab, Recipe, Run } from "./lab.ts";
import { isDataless } from "./plan.ts";
import type { Runs } from "./runs.ts";
import { breathe, Interruption, type StopRequest } from "./signals.ts";

/** Stands for the inputs' digest where there are none. */
const NO_DATA = "constructed";

/** What ends the run, not the cell. */
const NO_OUTCOMES = [Interruption, DataError, JournalWriteError];

/** What every cell of a run is measured with. */
export interface Bench {
  /** The device, or why there is none. */
  readonly engine: Engine | Error;
  /** What the self-test lets be trusted of the device. */
  readonly trusted: { readonly gradients: boolean; readonly curvature: boolean };
  readonly sources: readonly InputSource[];
  /** The suite of tasks, where a claim asks for one. */
  readonly taskSuite?: TaskSuite;
  readonly runs: Runs;
  /** Hash of the program's source files. */
  readonly code: string;
  readonly stop: StopRequest;
}

/** What a cell says while it is measured. */
export interface CellListener {
  onFact(fact: FactEvent): void;
}

/**
 * Measures one cell: hands its facts to the listener as they come, and says how it ended.
 *
 * An exception in the measurement is an outcome, not an exception; so is a missing device.
 *
 * @throws {Interruption} when a signal asked to stop; the cell is then not finished.
 * @throws {DataError} when the inputs cannot be had: that is for the user to mend.
 * @throws {JournalWriteError} from the listener, when the facts can no longer be recorded.
 */
export async function measureCell(
  claim: Claim,
  cell: Cell,
  { bench, listener }: { bench: Bench; listener: CellListener },
): Promise<CellEvent["outcome"]> {
  const reading = claim.spec.readings.find(({ id }) => id === cell.reading)!;
  const hindrance = hindranceOf(reading, bench);
  if (hindrance) return hindrance;
  const inputs = inputsOf(cell, { spec: claim.spec, reading, bench });
  const recorder = new Recorder(cell, { reading, bench, listener, data: inputs.digest });
  try {
    await claim.measure({
      cell,
      reading,
      lab: recorder.lab,
      source: inputs.source,
      get suite() {
        return inputs.suite();
      },
      record: (fact) => recorder.record(fact),
    });
    if (reading.arithmetic === "device") (bench.engine as Engine).check();
    if (cell.arm === "main" && !isDataless(reading)) recorder.requireArithmetic();
    return { status: "measured", facts: recorder.close() };
  } catch (error) {
    recorder.close();
    if (NO_OUTCOMES.some((known) => error instanceof known)) throw error;
    return { status: "error", reason: "exception", detail: sentenceOf(error) };
  }
}

function hindranceOf(reading: Reading, bench: Bench): CellEvent["outcome"] | undefined {
  if (reading.arithmetic !== "device") return undefined;
  if (bench.engine instanceof Error) {
    return { status: "not-run", reason: "no-device", detail: bench.engine.message };
  }
  const failed = !bench.trusted.gradients
    ? "gradients"
    : reading.needsCurvature && !bench.trusted.curvature
    ? "Hessian-vector products"
    : undefined;
  if (!failed) return undefined;
  return {
    status: "error",
    reason: "self-test",
    detail: `the device's ${failed} failed the self-test`,
  };
}

/** Turns what a measurement emits into fact events, and remembers where its runs came from. */
class Recorder {
  readonly #cell: Cell;
  readonly #bench: Bench;
  readonly #listener: CellListener;
  readonly #names = new Set<string>();
  readonly #arithmetic: Reading["arithmetic"];
  readonly #data: string;
  #source: "fresh" | "cached" = "fresh";
  /** How often the device was asked for, and device runs were taken that had used it. */
  #deviceUses = 0;
  #open = true;

  constructor(
    cell: Cell,
    { reading, bench, listener, data }: {
      reading: Reading;
      bench: Bench;
      listener: CellListener;
      data: string;
    },
  ) {
    this.#cell = cell;
    this.#bench = bench;
    this.#listener = listener;
    this.#arithmetic = reading.arithmetic;
    this.#data = data;
  }

  get lab(): Lab {
    const engine = () => {
      this.#deviceUses++;
      return this.#engine();
    };
    return {
      get engine(): Engine {
        return engine();
      },
      remember: (recipe, train) => this.#remember(recipe, train),
    };
  }

  record(fact: Fact): void {
    if (!this.#open) throw new RangeError(`Cannot record '${fact.name}': its cell is finished`);
    if (this.#names.has(fact.name)) {
      throw new RangeError(`Cannot record '${fact.name}' twice in cell '${this.#cell.key}'`);
    }
    this.#names.add(fact.name);
    this.#listener.onFact({
      type: "fact",
      cell: this.#cell.key,
      name: fact.name,
      unit: fact.unit,
      value: plainValue(fact.value),
      ...fact.noise !== undefined && { noise: plainValue(fact.noise) },
      source: this.#source,
      device: this.#arithmetic === "device" ? this.#engine().device.kind : "float64",
      repeatable: fact.repeatable ?? true,
    });
    this.#obeyStop();
  }

  /** @throws {TypeError} When a device reading was measured without the device. */
  requireArithmetic(): void {
    if (this.#arithmetic !== "device" || this.#deviceUses > 0) return;
    throw new TypeError(
      `Cannot count cell '${this.#cell.key}': its reading is the device's, which had no part in it`,
    );
  }

  /** Accepts no more facts and gives their number. */
  close(): number {
    this.#open = false;
    return this.#names.size;
  }

  #engine(): Engine {
    const { engine } = this.#bench;
    if (engine instanceof Error) throw engine;
    if (this.#arithmetic === "device") return engine;
    throw new TypeError(
      `Cannot use the device in cell '${this.#cell.key}': its reading is measured in float64`,
    );
  }

  async #remember<R extends Run>(recipe: Recipe, train: () => Promise<R> | R): Promise<R> {
    await breathe();
    this.#obeyStop();
    const { runs, code } = this.#bench;
    const arithmetic = this.#arithmeticOf(recipe);
    const key = { recipe, data: this.#data, code, arithmetic };
    const { run, source } = await runs.get(key, () => this.#train(recipe, train));
    if (source === "cached") this.#source = "cached";
    if (this.#isOnDevice(recipe)) this.#deviceUses++;
    // The key names the training, so what is stored under it is what that training returned.
    return run as R;
  }

  /** Trains, and sees that a run which names the device has asked for it. */
  async #train(recipe: Recipe, train: () => Promise<Run> | Run): Promise<Run> {
    const uses = this.#deviceUses;
    const run = await train();
    if (this.#isOnDevice(recipe) && this.#deviceUses === uses) {
      throw new TypeError(
        `Cannot store a run of cell '${this.#cell.key}': its recipe names the device, ` +
          "which had no part in it",
      );
    }
    return run;
  }

  #isOnDevice(recipe: Recipe): boolean {
    return (recipe.arithmetic ?? this.#arithmetic) === "device";
  }

  /** A device reading's float64 runs are no device's: float64 readings share them, on any machine. */
  #arithmeticOf(recipe: Recipe): string {
    // Exponentials and hyperbolic tangents are V8's, which may change a bit from one to the next.
    const host = `V8 ${Deno.version.v8}`;
    if (!this.#isOnDevice(recipe)) return `float64, ${host}`;
    const { kind, label } = this.#engine().device;
    return `${kind} ${label}, ${host}`;
  }

  #obeyStop(): void {
    const { signal } = this.#bench.stop;
    if (signal) throw new Interruption(signal);
  }
}

/** What a cell is measured on; whatever it may not ask for refuses, so that nothing is used unseen. */
interface Inputs {
  /** Names the data in the keys of runs. */
  readonly digest: string;
  readonly source: InputSource;
  suite(): TaskSuite;
}

function inputsOf(
  cell: Cell,
  { spec, reading, bench }: { spec: ClaimSpec; reading: Reading; bench: Bench },
): Inputs {
  const onData = !isDataless(reading);
  const onSuite = onData && (spec.inputs === "tasks" || spec.inputs === "suite");
  const suite = onSuite ? bench.taskSuite : undefined;
  const source = onData && !onSuite
    ? bench.sources.find(({ name }) => name === cell.input)
    : undefined;
  return {
    digest: suite?.digest ?? source?.digest ?? NO_DATA,
    source: source ?? refusingSource(cell),
    suite() {
      if (suite) return suite;
      throw new TypeError(
        `Cannot ask for the suite in cell '${cell.key}': it is on '${cell.input}'`,
      );
    },
  };
}

function refusingSource(cell: Cell): InputSource {
  return {
    name: NO_DATA,
    digest: NO_DATA,
    dimension: 0,
    classes: 0,
    files: [],
    tasks() {
      throw new TypeError(`Cannot ask for tasks in cell '${cell.key}': it is on '${cell.input}'`);
    },
  };
}

function plainValue(value: FactValue): FactValue {
  return typeof value === "number" ? value : [...value];
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
