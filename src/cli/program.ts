import config from "../../deno.json" with { type: "json" };
import type { Profile } from "../claim/mod.ts";
import type { TaskSuite } from "../data/mod.ts";
import type { DeviceChoice, Engine } from "../engine/mod.ts";
import type { Claim, SelfTest } from "../lab/mod.ts";

/** What the command line works with; the real one is in `main.ts`, tests bring their own. */
export interface Program {
  readonly claims: readonly Claim[];
  /** Folder of the program's source files. */
  readonly root: string;
  /** URL of the module that starts the program: its workers run it as well. */
  readonly module: string;
  openEngine(device: DeviceChoice): Promise<Engine>;
  selfTest(engine: Engine): Promise<SelfTest>;
  /** Opens the suite of tasks: the real one where `data` names its folder, else the procedural one. */
  openSuite(options: { readonly profile: Profile; readonly data?: string }): Promise<TaskSuite>;
}

/** Where a program comes from: its claims are loaded for the commands that need them, no others. */
export interface ProgramSource {
  /** Folder of the program's source files. */
  readonly root: string;
  load(): Promise<Program>;
}

/** Version of the program, for reports and `--version`. */
export const VERSION: string = config.version;

/** The devices that `--device` names. */
export const DEVICES: readonly DeviceChoice[] = ["auto", "webgpu", "wasm", "cpu"];
