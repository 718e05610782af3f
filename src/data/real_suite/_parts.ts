import { type KeyPart, stream } from "../../random/mod.ts";
import { DataError } from "../data_error.ts";
import type { Images } from "../task_suite.ts";
import type { Labelled, RealSet } from "./_labelled.ts";
import { quotas } from "./_quotas.ts";
import { IMAGE_BYTES } from "./_resize.ts";

/** Raised when the same images and sizes give other splits than before. */
export const SPLITTING = "shares-by-track/1";

/** Shares of a set that is split by us; of a published training set, where there is a test set. */
const SHARES = { train: 0.55, validation: 0.15, test: 0.2, prototypes: 0.1 };

/** The most images of each split; of prototypes, of each class. */
export interface Sizes {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly shots: number;
}

/** Indices of images that must stay in one split. */
type Unit = readonly number[];

/** What is the same for every seed, and what each seed draws from. */
export interface Parts {
  readonly validation: Images;
  readonly test: Images;
  /** Of each class, at least two units. */
  readonly pool: readonly (readonly Unit[])[];
}

interface PartsOptions {
  readonly key: readonly KeyPart[];
  readonly sizes: Sizes;
  /** Folder of the set, for errors. */
  readonly path: string;
}

/**
 * Parts a set: validation and test images, and the pool of each class.
 *
 * Units are tracks, or else images. Of each class, 20 % are for the test (none where a test set is
 * published), 15 % for validation (15/80 then), rounded, at least one each; the others are the pool.
 * Validation and test images are drawn from theirs as {@linkcode quotas} says.
 *
 * @throws {DataError} If a class has too few units for every split to have one.
 */
export function partSet(set: RealSet, { key, sizes, path }: PartsOptions): Parts {
  const { classes, pool, test, unit } = set;
  const share = test ? SHARES.validation / (1 - SHARES.test) : SHARES.validation;
  const needed = test ? 3 : 4;
  const random = stream(...key, "parts");
  const testing: Unit[][] = test ? unitsOf(test, classes.length) : [];
  const validating: Unit[][] = [], left: Unit[][] = [];
  for (const [label, units] of unitsOf(pool, classes.length).entries()) {
    const of = `of the class '${classes[label]}'`;
    if (units.length < needed) {
      const expected = `at least ${needed} ${unit} ${of} to split`;
      throw new DataError(path, { expected, found: `${units.length}` });
    }
    if (test && testing[label]!.length === 0) {
      throw new DataError(path, { expected: `images ${of} in the test set`, found: "none" });
    }
    const shuffled = random.shuffle(units);
    const take = (part: number) => shuffled.splice(0, Math.max(1, Math.round(part * units.length)));
    if (!test) testing.push(take(SHARES.test));
    validating.push(take(share));
    left.push(shuffled);
  }
  const draw = (units: Unit[][], from: Labelled, size: number) => {
    const byClass = units.map((units) => interleave(units.map((unit) => random.shuffle(unit))));
    return gather(from, random.shuffle(firstOf(byClass, size)));
  };
  return {
    test: draw(testing.map((units) => random.shuffle(units)), test ?? pool, sizes.test),
    validation: draw(validating, pool, sizes.validation),
    pool: left,
  };
}

/** The images that one seed draws. */
export interface Draw {
  readonly train: Images;
  readonly prototypes: Images;
}

interface DrawOptions {
  readonly from: Labelled;
  readonly sizes: Sizes;
  readonly key: readonly KeyPart[];
}

/**
 * Draws prototypes and training images from the pool: 10/65 of each class's units, rounded and at
 * least one, are for prototypes and the others for training, whichever chance gives to which.
 *
 * So seeds differ even where all units of a pool are used. An image of each unit is taken before a
 * second of any.
 */
export function drawFrom(pool: Parts["pool"], { from, sizes, key }: DrawOptions): Draw {
  const random = stream(...key);
  const share = SHARES.prototypes / (SHARES.prototypes + SHARES.train);
  const shots: number[] = [];
  const candidates = pool.map((units) => {
    const shuffled = random.shuffle(units).map((unit) => random.shuffle(unit));
    const kept = Math.max(1, Math.round(share * units.length));
    shots.push(...interleave(shuffled.slice(0, kept)).slice(0, sizes.shots));
    return interleave(shuffled.slice(kept));
  });
  const train = random.shuffle(firstOf(candidates, sizes.train));
  return { train: gather(from, train), prototypes: gather(from, random.shuffle(shots)) };
}

/** Indices by class, then by track, in the order of the images. */
function unitsOf({ labels, tracks }: Labelled, classes: number): Unit[][] {
  const byClass = Array.from({ length: classes }, () => new Map<number, number[]>());
  labels.forEach((label, i) => {
    const units = byClass[label]!, track = tracks[i]!;
    const unit = units.get(track);
    if (unit) unit.push(i);
    else units.set(track, [i]);
  });
  return byClass.map((units) => [...units.values()]);
}

/** The first of every unit, then the second of every unit that has one, and so on. */
function interleave(units: readonly Unit[]): number[] {
  const longest = units.reduce((most, unit) => Math.max(most, unit.length), 0);
  return Array.from({ length: longest }, (_, n) => units.flatMap((unit) => unit[n] ?? [])).flat();
}

function firstOf(byClass: readonly (readonly number[])[], size: number): number[] {
  const counts = quotas(byClass.map(({ length }) => length), size);
  return byClass.flatMap((indices, c) => indices.slice(0, counts[c]));
}

function gather({ pixels, labels }: Images, indices: readonly number[]): Images {
  const drawn = new Uint8Array(indices.length * IMAGE_BYTES);
  indices.forEach((i, n) =>
    drawn.set(pixels.subarray(i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES), n * IMAGE_BYTES)
  );
  return {
    pixels: drawn,
    labels: Uint16Array.from(indices, (i) => labels[i]!),
    count: indices.length,
  };
}
