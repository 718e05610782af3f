import type { InputSource, TaskData } from "../../src/data/mod.ts";
import { type Cell, type Lab, type Recipe, sha256 } from "../../src/lab/mod.ts";
import { initialise } from "../../src/model/mod.ts";
import { stream } from "../../src/random/mod.ts";
import type { Architecture } from "../../src/reference/mod.ts";
import {
  type Arithmetic,
  deviceArithmetic,
  float64Arithmetic,
  type Problem,
} from "../../src/train/mod.ts";
import type { TheorySettings } from "./design.ts";

/** Units of a hidden layer, and samples a task: small enough for thousands of descents. */
export const HIDDEN = 24;
export const SAMPLES = 48;

/** What a claim may ask for beside its protocol. */
export interface ArchitectureOptions {
  readonly source: InputSource;
  readonly settings: TheorySettings;
  /** Linear regression: one layer of weights, squared loss. */
  readonly quadratic?: boolean;
  readonly hidden?: number;
  readonly bias?: boolean;
}

/** The same, and the seed of weights and samples. */
export interface ProblemOptions extends ArchitectureOptions {
  readonly seed: number;
}

/** The network of a cell. */
export function architectureOf(
  { source, settings, quadratic = false, hidden = HIDDEN, bias = true }: ArchitectureOptions,
): Architecture {
  const inner = quadratic ? [] : Array<number>(settings.depth - 1).fill(hidden);
  return {
    widths: [source.dimension, ...inner, source.classes],
    activation: quadratic ? "linear" : settings.activation,
    loss: quadratic ? "squared" : "cross-entropy",
    bias,
  };
}

/** The network and tasks of a cell: weights and samples keyed by its seed. */
export function problemOf({ source, settings, seed, ...network }: ProblemOptions): Problem {
  const architecture = architectureOf({ source, settings, ...network });
  return {
    architecture,
    base: initialise(architecture, stream(seed, "base", architecture.widths.join("-"))),
    tasks: source.tasks({ tasks: settings.tasks, samples: SAMPLES, seed }),
  };
}

/** What names a problem in a recipe: the network, and a digest of its weights and samples. */
export function problemRecipe(
  { architecture, base, tasks }: Problem,
  { arithmetic, seed }: { arithmetic: Arithmetic["name"]; seed: number },
): Recipe {
  const { widths, activation, loss, bias } = architecture;
  const arrays = [base, ...tasks.flatMap(({ inputs, targets }) => [inputs, targets])];
  const data = sha256(arrays.map((array) => sha256(bytesOf(array))).join());
  return { arithmetic, seed, widths, activation, loss, bias, tasks: tasks.length, data };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Opens the arithmetic that a reading names, and frees it afterwards. */
export async function using<T>(
  problem: Problem,
  { lab, arithmetic }: { lab: Lab; arithmetic: Arithmetic["name"] },
  work: (arithmetic: Arithmetic) => Promise<T>,
): Promise<T> {
  const opened = arithmetic === "device"
    ? deviceArithmetic(lab.engine, problem)
    : float64Arithmetic(problem);
  try {
    return await work(opened);
  } finally {
    opened.dispose();
  }
}

/** The settings of a cell of the theory claims. */
export const settingsOf = (cell: Cell): TheorySettings =>
  cell.protocol.settings as unknown as TheorySettings;

/** Every task's data without the given samples, so that all keep the same count. */
export function withoutSamples(
  tasks: readonly TaskData[],
  excluded: ReadonlySet<number>,
): readonly TaskData[] {
  if (excluded.size === 0) return tasks;
  return tasks.map((task) => {
    const kept = Array.from({ length: task.count }, (_, i) => i).filter((i) => !excluded.has(i));
    const rows = (values: Float32Array, width: number) =>
      Float32Array.from(
        kept.flatMap((i) => Array.from(values.subarray(i * width, (i + 1) * width))),
      );
    return {
      ...task,
      inputs: rows(task.inputs, task.dimension),
      targets: rows(task.targets, task.classes),
      labels: Uint16Array.from(kept, (i) => task.labels[i]!),
      count: kept.length,
    };
  });
}
