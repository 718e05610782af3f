import { createHash } from "node:crypto";
import type { Images, TaskSplits, TaskSuite } from "../task_suite.ts";
import { chooseBalanced } from "./_choose.ts";
import { drawImages } from "./_draw_images.ts";
import {
  readRecipe,
  type Recipe,
  SUITE_PROFILES,
  type SuiteProfile,
  type TaskRecipe,
} from "./_recipe.ts";
import { FAMILIES } from "./families.ts";
import { sensor } from "./sensor.ts";

/** Raised when the same recipe gives other bytes than before. */
const PROCEDURE = "procedural-suite/1";

/** Which suite to make. */
export interface ProceduralOptions {
  /** Decides which tasks there are, and their sizes. */
  readonly profile: SuiteProfile;
}

/**
 * The tasks that are drawn, from the recipe in `fixtures/suites/procedural.json`; no file is read.
 *
 * Image i of a split has class i mod classes and is drawn from a stream of its own, so that it is
 * the same whatever else is drawn. Training images and prototypes are chosen by the seed from pools
 * that are the same for every seed, with as many of one class as of another. All but the prototypes
 * are seen through the task's own `sensor`. Validation and test images are drawn once and kept.
 *
 * @throws {RangeError} If there is no such profile.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { proceduralSuite } from "./mod.ts";
 *
 * const suite = proceduralSuite({ profile: "smoke" });
 * const { train, prototypes } = suite.splits("strokes", { seed: 0 });
 * assertEquals([train.count, train.pixels.length, prototypes.count], [256, 256 * 16 * 16 * 3, 160]);
 * ```
 */
export function proceduralSuite({ profile }: ProceduralOptions): TaskSuite {
  if (!SUITE_PROFILES.includes(profile)) {
    throw new RangeError(
      `Cannot make the procedural suite: '${profile}' is not one of ${SUITE_PROFILES.join(", ")}.`,
    );
  }
  const recipe = readRecipe();
  const sizes = recipe.profiles[profile];
  const tasks = recipe.tasks.filter(({ name }) => sizes.tasks.includes(name));
  const drawers = new Map<string, SplitDrawer>(
    tasks.map((task) => [task.name, splitDrawer(task, { recipe, sizes })]),
  );
  return {
    name: "procedural",
    digest: digestOf(tasks, { recipe, sizes }),
    tasks: tasks.map(({ name, standsFor }) => ({
      name,
      classes: FAMILIES[name].classes,
      standsFor,
    })),
    missing: [],
    files: [],
    splits(task, { seed }) {
      const draw = drawers.get(task);
      if (draw === undefined) {
        const names = [...drawers.keys()].join(", ");
        throw new RangeError(`Cannot draw the task '${task}': the suite has ${names}.`);
      }
      if (!Number.isSafeInteger(seed)) {
        throw new RangeError(`Cannot draw the task '${task}': seed ${seed} is no safe integer.`);
      }
      return draw(seed);
    },
  };
}

type SplitDrawer = (seed: number) => TaskSplits;

interface Settings {
  readonly recipe: Recipe;
  readonly sizes: Recipe["profiles"][SuiteProfile];
}

function splitDrawer(task: TaskRecipe, { recipe, sizes }: Settings): SplitDrawer {
  const { name, difficulty, turn } = task;
  const classes = FAMILIES[name].classes.length;
  const see = sensor(name, { turn, strength: recipe.sensorStrength });
  const seen = (split: string, indices: readonly number[]) =>
    drawImages(name, { split, indices, difficulty, see });
  const once = (split: string, count: number) => {
    let images: Images | undefined;
    // Copied, so that nobody can change what the next one gets.
    return () => copy(images ??= seen(split, Array.from({ length: count }, (_, i) => i)));
  };
  const validation = once("validation", sizes.validation), test = once("test", sizes.test);

  return (seed) => {
    const choose = (split: string, size: { readonly count: number; readonly pool: number }) =>
      chooseBalanced({ ...size, classes }, [seed, "procedural", name, split]);
    const shots = { count: sizes.shots * classes, pool: sizes.shotPool * classes };
    return {
      train: seen("train", choose("train", { count: sizes.train, pool: sizes.trainPool })),
      validation: validation(),
      test: test(),
      prototypes: drawImages(name, {
        split: "prototypes",
        indices: choose("prototypes", shots),
        difficulty: recipe.prototypeDifficulty,
      }),
    };
  };
}

function copy({ pixels, labels, count }: Images): Images {
  return { pixels: pixels.slice(), labels: labels.slice(), count };
}

function digestOf(tasks: readonly TaskRecipe[], { recipe, sizes }: Settings): string {
  const { trainPool, train, validation, test, shotPool, shots } = sizes;
  const determinants = [
    PROCEDURE,
    recipe.version,
    recipe.prototypeDifficulty,
    recipe.sensorStrength,
    tasks.map(({ name, difficulty, turn }) => [name, difficulty, turn]),
    [trainPool, train, validation, test, shotPool, shots],
  ];
  return createHash("sha256").update(JSON.stringify(determinants)).digest("hex");
}
