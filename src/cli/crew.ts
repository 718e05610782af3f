import { DeviceUnavailableError } from "../engine/device.ts";
import type { DeviceChoice, Engine } from "../engine/mod.ts";
import {
  type Cell,
  type Claim,
  type Crew,
  RunStore,
  type RunStoreOptions,
  type Served,
  SharedStop,
  Solo,
  Workers,
} from "../lab/mod.ts";
import { type InputOptions, type Inputs, openInputs } from "./inputs.ts";
import { oneOf, type Options, positiveNumber } from "./options.ts";
import { DEVICES, type Program } from "./program.ts";
import { UsageError } from "./usage.ts";

/** Who measures what, with what. */
export interface CrewOptions {
  readonly program: Program;
  readonly claims: readonly Claim[];
  /** Most workers; 1 is this thread. */
  readonly jobs: number;
  readonly device: DeviceChoice;
  readonly store: RunStoreOptions;
  /** Hash of the program's source files. */
  readonly code: string;
  readonly inputs: Inputs;
  /** What those inputs were opened by: workers open their own. */
  readonly inputOptions: InputOptions;
  /** Names of the runs that a cell asks for, as far as they are known beforehand. */
  runsOf(cell: Cell): readonly string[];
  readonly stop: SharedStop;
}

/** What a worker is to open; plain data. */
export interface WorkerOrder {
  /** Ids of the claims. */
  readonly claims: readonly string[];
  readonly inputs: InputOptions;
  readonly device: DeviceChoice;
  readonly store: Omit<RunStoreOptions, "warn">;
  readonly code: string;
}

/** Workers and their devices: several cannot share the queue of one GPU. */
export function jobsOf(options: Options): { jobs: number; device: DeviceChoice } {
  const jobs = positiveNumber(options, "jobs") ?? 1;
  const device = oneOf(options, { name: "device", valid: DEVICES, otherwise: "auto" });
  if (jobs > 1 && device === "webgpu") {
    throw new UsageError("Device 'webgpu' has one queue: leave out --jobs, or choose another.");
  }
  return { jobs, device };
}

/** Calls those who measure: this thread, or workers where there are several jobs and cells. */
export async function openCrew(cells: number, options: CrewOptions): Promise<Crew> {
  const { program, claims, jobs, device, inputs, code, stop, runsOf } = options;
  const count = Math.min(jobs, cells);
  if (count <= 1) {
    return await Solo.open({
      ...inputs,
      claims,
      openEngine: () => jobs === 1 ? openDevice(program, device) : openShared(program, device),
      selfTest: (engine) => program.selfTest(engine),
      store: new RunStore(options.store),
      code,
      stop,
    });
  }
  const { warn, ...store } = options.store;
  const order: WorkerOrder = {
    claims: claims.map(({ spec }) => spec.id),
    inputs: options.inputOptions,
    device,
    store,
    code,
  };
  const { module } = program;
  return await Workers.start({ ...inputs, count, module, order, stop, runsOf, warn });
}

/** Opens what a worker was ordered to. */
export async function openServed(
  program: Program,
  { order, warn }: { order: WorkerOrder; warn(message: string): void },
): Promise<Served> {
  const claims = program.claims.filter(({ spec }) => order.claims.includes(spec.id));
  const specs = claims.map(({ spec }) => spec);
  return {
    claims,
    openEngine: () => openShared(program, order.device),
    selfTest: (engine) => program.selfTest(engine),
    ...await openInputs(specs, { ...order.inputs, program }),
    store: new RunStore({ ...order.store, warn }),
    code: order.code,
  };
}

/**
 * Opens the device of one among several, who are on the CPU: a GPU has one queue, and where each of
 * them looked for one, their threads' ends unloaded Mesa's drivers side by side, which crashed the
 * program at its end.
 */
async function openShared(program: Program, device: DeviceChoice): Promise<Engine | Error> {
  if (device !== "auto") return await openDevice(program, device);
  const engine = await openDevice(program, "wasm");
  return engine instanceof Error ? await openDevice(program, "cpu") : engine;
}

/** A device that is not there is a reason not to run, and no fault of the program. */
async function openDevice(program: Program, device: DeviceChoice): Promise<Engine | Error> {
  try {
    return await program.openEngine(device);
  } catch (error) {
    if (error instanceof DeviceUnavailableError) return error;
    throw error;
  }
}
