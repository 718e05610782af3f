import { CHANNELS, IMAGE_SIDE, type Images } from "./task_suite.ts";

/** Features of an image: 192 colours, 256 of cells, 12 of the whole image. */
export const STEM_WIDTH = 460;

/** Pixels of a suite's images vary about this much around this mean. */
export const MEAN = 0.4, DEVIATION = 0.26;
const HALF = IMAGE_SIDE / 2;
/** Colours of the image at half its resolution. */
const COLOURS = CHANNELS * HALF ** 2;
/** Orientations of a gradient, over half a turn: its sign does not count. */
const BINS = 8;
/** A histogram for each cell of a 4 × 4 grid. */
const GRID = 4, CELLS = GRID ** 2;
const HISTOGRAMS = CELLS * BINS;
/** Where in a row the features of cells are: `each` for every cell of the grid, row by row. */
export const CELL_FEATURES = { grid: GRID, start: COLOURS, each: 2 * BINS } as const;
/** Features of the whole image at each of the two resolutions. */
const WHOLE = 6;

/**
 * What the encoder sees of each image, `[count, 460]`: fixed preprocessing without weights, which
 * every network and task shares.
 *
 * With pixels divided by 255, row by row:
 * - 192: the image averaged over 2 × 2 pixels, `[3, 8, 8]`, less .4, over .26;
 * - 256: for each of 4 × 4 cells a histogram of gradient energy over 8 orientations at full
 *   resolution, then one at half (Dalal and Triggs 2005); each entry divided by the image's mean
 *   entry + .01, the root of it, less .9;
 * - 12: for each of both resolutions, of the histogram over all cells divided by its mean + .005,
 *   the moduli of Fourier coefficients 1 to 4 over 4; the log of its mean + .01, plus 3; and the
 *   standard deviation of energy over cells, times 15.
 *
 * All is computed in float64 and rounded once.
 *
 * @throws {RangeError} If the pixels are not `count` images.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { STEM_WIDTH, stemFeatures } from "./stem.ts";
 *
 * const black = { pixels: new Uint8Array(2 * 16 * 16 * 3), count: 2 };
 * const features = stemFeatures(black);
 * assertEquals(features.length, 2 * STEM_WIDTH);
 * assertEquals(features.subarray(0, STEM_WIDTH), features.subarray(STEM_WIDTH));
 * ```
 */
export function stemFeatures({ pixels, count }: Pick<Images, "pixels" | "count">): Float32Array {
  const size = IMAGE_SIDE ** 2 * CHANNELS;
  if (pixels.length !== count * size) {
    throw new RangeError(
      `Cannot compute the features of ${count} images: ` +
        `their pixels must be ${count * size} bytes, found ${pixels.length}.`,
    );
  }
  const features = new Float32Array(count * STEM_WIDTH);
  const full = new Float64Array(IMAGE_SIDE ** 2);
  const half = new Float64Array(HALF ** 2);
  for (let n = 0; n < count; n++) {
    const image = pixels.subarray(n * size, (n + 1) * size);
    const row = features.subarray(n * STEM_WIDTH, (n + 1) * STEM_WIDTH);
    grey(image, full);
    halve(image, { colours: row.subarray(0, COLOURS), grey: half });
    describe(full, { row, level: 0 });
    describe(half, { row, level: 1 });
  }
  return features;
}

/** The mean of red, green and blue of each pixel. */
function grey(image: Uint8Array, into: Float64Array): void {
  for (let k = 0, at = 0; k < into.length; k++, at += CHANNELS) {
    into[k] = (image[at]! + image[at + 1]! + image[at + 2]!) / (255 * CHANNELS);
  }
}

/** Averages over 2 × 2 pixels: colours plane by plane, and their mean. */
function halve(
  image: Uint8Array,
  { colours, grey }: { readonly colours: Float32Array; readonly grey: Float64Array },
): void {
  const right = CHANNELS, down = CHANNELS * IMAGE_SIDE;
  for (let y = 0, k = 0; y < HALF; y++) {
    for (let x = 0; x < HALF; x++, k++) {
      const corner = 2 * (y * down + x * right);
      let all = 0;
      for (let c = 0; c < CHANNELS; c++) {
        const at = corner + c;
        const sum = image[at]! + image[at + right]! + image[at + down]! + image[at + down + right]!;
        colours[c * HALF ** 2 + k] = (sum / (4 * 255) - MEAN) / DEVIATION;
        all += sum;
      }
      grey[k] = all / (4 * 255 * CHANNELS);
    }
  }
}

const energy = new Float64Array(HISTOGRAMS);

/** Writes the features of cells and of the whole image at one resolution. */
function describe(
  plane: Float64Array,
  { row, level }: { readonly row: Float32Array; readonly level: 0 | 1 },
): void {
  histograms(plane, energy);
  let total = 0;
  for (let i = 0; i < HISTOGRAMS; i++) total += energy[i]!;
  const norm = 1 / (total / HISTOGRAMS + 0.01);
  for (let i = 0; i < HISTOGRAMS; i++) {
    const cell = Math.floor(i / BINS);
    row[COLOURS + (2 * cell + level) * BINS + i % BINS] = Math.sqrt(energy[i]! * norm) - 0.9;
  }
  describeWhole(energy, row.subarray(COLOURS + 2 * HISTOGRAMS + level * WHOLE));
}

/** Mean gradient energy of each cell by orientation, shared linearly between the two nearest. */
function histograms(plane: Float64Array, into: Float64Array): void {
  const side = Math.sqrt(plane.length), cell = side / GRID, last = side - 1;
  into.fill(0);
  for (let y = 0; y < side; y++) {
    const above = Math.max(0, y - 1) * side, below = Math.min(last, y + 1) * side;
    for (let x = 0; x < side; x++) {
      const dx = plane[y * side + Math.min(last, x + 1)]! - plane[y * side + Math.max(0, x - 1)]!;
      const dy = plane[below + x]! - plane[above + x]!;
      if (dx === 0 && dy === 0) continue;
      const magnitude = Math.sqrt(dx * dx + dy * dy) / (2 * cell * cell);
      const turn = Math.atan2(dy, dx) * (BINS / Math.PI);
      const place = turn < 0 ? turn + BINS : turn;
      const lower = Math.floor(place), part = place - lower;
      const start = (Math.floor(y / cell) * GRID + Math.floor(x / cell)) * BINS;
      into[start + lower % BINS]! += magnitude * (1 - part);
      into[start + (lower + 1) % BINS]! += magnitude * part;
    }
  }
}

const COSINES = Float64Array.from({ length: BINS }, (_, i) => Math.cos(2 * Math.PI * i / BINS));
const SINES = Float64Array.from({ length: BINS }, (_, i) => Math.sin(2 * Math.PI * i / BINS));
const overall = new Float64Array(BINS);

function describeWhole(energy: Float64Array, into: Float32Array): void {
  overall.fill(0);
  let squares = 0, mean = 0;
  for (let cell = 0; cell < CELLS; cell++) {
    let own = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const value = energy[cell * BINS + bin]!;
      overall[bin]! += value / CELLS;
      own += value / BINS;
    }
    mean += own / CELLS;
    squares += own * own / CELLS;
  }
  for (let order = 1; order <= BINS / 2; order++) {
    let real = 0, imaginary = 0;
    for (let bin = 0; bin < BINS; bin++) {
      real += overall[bin]! * COSINES[order * bin % BINS]!;
      imaginary += overall[bin]! * SINES[order * bin % BINS]!;
    }
    const modulus = Math.sqrt(real * real + imaginary * imaginary);
    into[order - 1] = modulus / (mean + 0.005) / 4;
  }
  into[4] = Math.log(mean + 0.01) + 3;
  into[5] = 15 * Math.sqrt(Math.max(0, squares - mean * mean));
}
