import { createHash } from "node:crypto";
import { DataError } from "../data_error.ts";
import type { SuiteProfile } from "../procedural/mod.ts";
import type { Images, TaskSuite } from "../task_suite.ts";
import { findSets, type FoundSet } from "./_find_sets.ts";
import type { Labelled } from "./_labelled.ts";
import { PAPER_SETS } from "./_papers.ts";
import { drawFrom, type Parts, partSet, type Sizes, SPLITTING } from "./_parts.ts";
import { PREPROCESSING } from "./_resize.ts";

/** Which suite to open. */
export interface RealSuiteOptions {
  /** Decides the sizes; `smoke` opens the first three sets in the order of their names. */
  readonly profile: SuiteProfile;
}

const FULL: Sizes = { train: 2048, validation: 400, test: 1000, shots: 32 };

/** The most images of each split; where there are more classes than that, one image of each. */
const SIZES: Readonly<Record<SuiteProfile, Sizes>> = {
  smoke: { train: 256, validation: 128, test: 256, shots: 16 },
  default: FULL,
  nightly: FULL,
};

/** With fewer tasks, merging says little. */
const FEWEST = 4;
const SMOKE_TASKS = 3;

/** A data set as it stands in the suite. */
interface Member extends FoundSet {
  readonly classes: readonly string[];
  readonly parts: Parts;
  readonly pool: Labelled;
  readonly digest: string;
}

/**
 * Opens the image sets in the folders of `dir` as a suite of tasks of 16 × 16 colour images.
 *
 * Every file is read and checked, and every image decoded, before this returns; what is kept are
 * the small images. A set's name is its folder's, in lower case, and `standsFor` the same unless it
 * names one of the papers' eight data sets. Layouts, preprocessing and splits are described in the
 * README beside this file. A `FileRecord` of a tree of image folders stands for all its files.
 *
 * @throws {DataError} If there are fewer than four sets, or one is not whole.
 * @throws {RangeError} If there is no such profile.
 *
 * @example
 * ```ts
 * import { assertEquals, assertRejects } from "@std/assert";
 * import { DataError, openRealSuite } from "../mod.ts";
 *
 * const open = () => openRealSuite("no-such-folder", { profile: "smoke" });
 * assertEquals((await assertRejects(open, DataError)).found, "nothing of that name");
 * ```
 */
export async function openRealSuite(
  dir: string,
  { profile }: RealSuiteOptions,
): Promise<TaskSuite> {
  const sizes = SIZES[profile];
  if (sizes === undefined) {
    const known = Object.keys(SIZES).join(", ");
    throw new RangeError(`Cannot open the real suite: '${profile}' is not one of ${known}.`);
  }
  const sets = await findSets(dir);
  if (sets.length < FEWEST) {
    const names = sets.map(({ name }) => name).join(", ");
    throw new DataError(dir, {
      expected: `at least ${FEWEST} folders with an image set each for tasks to be merged (the ` +
        "claims P1.1 to P1.5 need only one, of IDX files)",
      found: sets.length === 0 ? "none" : `${sets.length}: ${names}`,
    });
  }

  const members = new Map<string, Member>();
  const files = [];
  for (const set of profile === "smoke" ? sets.slice(0, SMOKE_TASKS) : sets) {
    const { classes, ...images } = await set.read();
    // Not the set's name: a folder may be renamed without changing the draw.
    const digest = sha256(images.content);
    const key = ["real-suite", digest];
    const parts = partSet({ classes, ...images }, { key, sizes, path: set.path });
    members.set(set.name, { ...set, classes, parts, pool: images.pool, digest });
    files.push(...images.files);
  }
  const tasks = [...members.values()];
  const determinants = tasks.map(({ name, digest }) => [name, digest]);
  return {
    name: "real",
    digest: sha256([PREPROCESSING, SPLITTING, sizes, determinants]),
    tasks: tasks.map(({ name, classes, standsFor }) => ({ name, classes, standsFor })),
    missing: PAPER_SETS.filter((paper) => tasks.every(({ standsFor }) => standsFor !== paper)),
    files,
    splits(task, { seed }) {
      const member = members.get(task);
      if (member === undefined) {
        const names = [...members.keys()].join(", ");
        throw new RangeError(`Cannot draw the task '${task}': the suite has ${names}.`);
      }
      if (!Number.isSafeInteger(seed)) {
        throw new RangeError(`Cannot draw the task '${task}': seed ${seed} is no safe integer.`);
      }
      const { parts, pool, digest } = member;
      const drawn = drawFrom(parts.pool, { from: pool, sizes, key: [seed, "real-suite", digest] });
      return { ...drawn, validation: copy(parts.validation), test: copy(parts.test) };
    },
  };
}

/** Copied, so that nobody can change what the next one gets. */
function copy({ pixels, labels, count }: Images): Images {
  return { pixels: pixels.slice(), labels: labels.slice(), count };
}

function sha256(determinants: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(determinants)).digest("hex");
}
