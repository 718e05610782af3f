import type { Images, Labels, TaskSplits } from "../../src/data/mod.ts";
import type { Measurement } from "../../src/lab/mod.ts";
import type { LabelledSet } from "../../src/train/mod.ts";
import { modelOf } from "./model.ts";
import type { BaseSettings } from "./settings.ts";

/** What a task is trained, tuned, tested on and headed by. */
export interface TaskInputs {
  readonly train: LabelledSet;
  readonly validation: LabelledSet;
  readonly test: LabelledSet;
  readonly prototypes: LabelledSet;
  readonly classes: number;
}

/** Tasks whose features are held, 7 MB each for the MLP: eight tasks of eight seeds, which cells go round. */
const HELD = 64;

const held = new Map<string, Promise<TaskInputs>>();

/** Which task, and of which model it is the input. */
export interface InputOptions {
  readonly task: string;
  readonly settings: Pick<BaseSettings, "model">;
}

/**
 * The samples of a task for the cell's seed, as the model sees them.
 *
 * @throws {RangeError} When two of the task's splits share more than 1 % of their images.
 */
export function taskInputs(
  measurement: Pick<Measurement, "lab" | "suite" | "cell">,
  options: InputOptions,
): Promise<TaskInputs> {
  const { suite, cell: { seed } } = measurement;
  const { task, settings } = options;
  const key = `${suite.digest} ${settings.model} ${task} ${seed}`;
  const known = held.get(key) ?? drawInputs(measurement, options);
  held.delete(key);
  held.set(key, known);
  for (const oldest of held.keys()) {
    if (held.size <= HELD) break;
    held.delete(oldest);
  }
  return known;
}

/** The first samples of a set: so many, or all where there are no more. */
export function firstOf({ features, labels, count }: LabelledSet, most: number): LabelledSet {
  const kept = Math.min(most, count);
  return {
    features: features.subarray(0, kept * (features.length / count)),
    labels: labels.subarray(0, kept),
    count: kept,
  };
}

const SPLITS = ["train", "validation", "test", "prototypes"] as const;

async function drawInputs(
  { lab, suite, cell: { seed } }: Pick<Measurement, "lab" | "suite" | "cell">,
  { task, settings }: InputOptions,
): Promise<TaskInputs> {
  // Drawing takes longer than reading, and no device has a part in it.
  const recipe = { kind: "images", task, seed, arithmetic: "float64" };
  const stored = await lab.remember(recipe, () => pack(suite.splits(task, { seed })));
  const splits = unpack(stored);
  refuseSharedImages(splits, task);
  const model = modelOf(settings);
  const featured = (images: Images): LabelledSet => ({
    features: model.features(images),
    labels: images.labels,
    count: images.count,
  });
  return {
    train: featured(splits.train),
    validation: featured(splits.validation),
    test: featured(splits.test),
    prototypes: featured(splits.prototypes),
    classes: suite.tasks.find(({ name }) => name === task)!.classes.length,
  };
}

type StoredSplits = Readonly<
  & Record<`${(typeof SPLITS)[number]}-pixels`, Uint8Array>
  & Record<`${(typeof SPLITS)[number]}-labels`, Labels>
>;

function pack(splits: TaskSplits): StoredSplits {
  return Object.fromEntries(SPLITS.flatMap((name) => [
    [`${name}-pixels`, splits[name].pixels],
    [`${name}-labels`, splits[name].labels],
  ])) as StoredSplits;
}

function unpack(run: StoredSplits): TaskSplits {
  const images = (name: (typeof SPLITS)[number]): Images => {
    const labels = run[`${name}-labels`];
    return { pixels: run[`${name}-pixels`], labels, count: labels.length };
  };
  return {
    train: images("train"),
    validation: images("validation"),
    test: images("test"),
    prototypes: images("prototypes"),
  };
}

/** Real sets hold a few images twice; a share above this is a fault of the splits. */
const TOLERATED = 0.01;

/** Tested on what was trained on, or tuned on what is tested, no number means what it says. */
function refuseSharedImages(splits: TaskSplits, task: string): void {
  const owner = new Map<string, string>();
  const decoder = new TextDecoder("latin1");
  for (const name of SPLITS) {
    const { pixels, count } = splits[name];
    const size = pixels.length / count;
    const shared = new Map<string, number>();
    for (let i = 0; i < count; i++) {
      const image = decoder.decode(pixels.subarray(i * size, (i + 1) * size));
      const other = owner.get(image) ?? name;
      if (other !== name) shared.set(other, (shared.get(other) ?? 0) + 1);
      owner.set(image, name);
    }
    for (const [other, images] of shared) {
      if (images <= TOLERATED * count) continue;
      throw new RangeError(
        `Cannot measure task '${task}': ${images} of the ${count} images of split '${name}' ` +
          `are also in '${other}'`,
      );
    }
  }
}
