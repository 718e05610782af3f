import { CHANNELS, IMAGE_SIDE } from "../task_suite.ts";

/** A decoded image. */
export interface Picture {
  /** `[height, width, samples]`, 0 to 255, rows from the top. */
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel: 1, grey; 3, red, green and blue; 4, these and one that is ignored. */
  readonly samples: 1 | 3 | 4;
}

/** Bytes of an image of the suite. */
export const IMAGE_BYTES = IMAGE_SIDE ** 2 * CHANNELS;

/** Raised when the same picture gives other bytes than before. */
export const PREPROCESSING = "centre-square-area-mean-16x16-rgb/1";

/**
 * Makes a picture of any size an image of the suite: `into` is `[16, 16, 3]`.
 *
 * The largest square in the middle is kept (where a column or row too many is left, it is cut from
 * the end), as CLIP's own preprocessing does. Each new pixel is the mean of the area that it covers,
 * pixels that are covered in part counting in proportion, rounded with halves up; a picture of fewer
 * than 16 rows is enlarged by the same rule. Grey is repeated in the three colours. All sums are of
 * integers and exact in float64, so that every machine gives the same bytes.
 */
export function resize({ data, width, height, samples }: Picture, into: Uint8Array): void {
  const side = Math.min(width, height);
  const corner = Math.floor((height - side) / 2) * width + Math.floor((width - side) / 2);
  const colours = samples === 1 ? 1 : CHANNELS;
  const { first, count, weights, reach } = coversOf(side);
  const line = IMAGE_SIDE * colours;
  // Each row's sixteen columns first, at most 255 · 65535 each; then those by rows, in float64.
  const lines = new Int32Array(side * line);
  for (let y = 0, at = 0; y < side; y++) {
    const start = (corner + y * width) * samples;
    for (let column = 0; column < IMAGE_SIDE; column++) {
      const covered = count[column]!, weight = column * reach;
      for (let c = 0; c < colours; c++) {
        let sum = 0, from = start + first[column]! * samples + c;
        for (let k = 0; k < covered; k++, from += samples) {
          sum = (sum + Math.imul(weights[weight + k]!, data[from]!)) | 0;
        }
        lines[at++] = sum;
      }
    }
  }
  const area = side ** 2;
  for (let row = 0, at = 0; row < IMAGE_SIDE; row++) {
    for (let i = 0; i < line; i++) {
      let sum = 0;
      for (let k = 0; k < count[row]!; k++) {
        sum += weights[row * reach + k]! * lines[(first[row]! + k) * line + i]!;
      }
      const mean = Math.floor((2 * sum + area) / (2 * area));
      for (let repeat = colours; repeat <= CHANNELS; repeat += colours) into[at++] = mean;
    }
  }
}

/** Which old pixels of a row each of the sixteen new ones covers. */
interface Covers {
  /** `[16]`, the first of them. */
  readonly first: Int32Array;
  /** `[16]`, how many. */
  readonly count: Int32Array;
  /** `[16, reach]`, sixteenths of each that are covered; a new one's sum to the old row's length. */
  readonly weights: Int32Array;
  readonly reach: number;
}

const known = new Map<number, Covers>();

function coversOf(side: number): Covers {
  const covers = known.get(side) ?? measureCovers(side);
  known.set(side, covers);
  return covers;
}

function measureCovers(side: number): Covers {
  const reach = Math.ceil(side / IMAGE_SIDE) + 1;
  const of = (value: (n: number) => number) =>
    Int32Array.from({ length: IMAGE_SIDE }, (_, n) => value(n));
  const first = of((n) => Math.floor(n * side / IMAGE_SIDE));
  const count = of((n) => Math.ceil((n + 1) * side / IMAGE_SIDE) - first[n]!);
  const weights = Int32Array.from({ length: IMAGE_SIDE * reach }, (_, i) => {
    const n = Math.floor(i / reach), old = (first[n]! + i % reach) * IMAGE_SIDE;
    return Math.max(0, Math.min((n + 1) * side, old + IMAGE_SIDE) - Math.max(n * side, old));
  });
  return { first, count, weights, reach };
}
