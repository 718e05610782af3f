import type { FileRecord } from "../input_source.ts";
import type { Images } from "../task_suite.ts";
import { IMAGE_BYTES, type Picture, resize } from "./_resize.ts";

/** Images of which some may belong together. */
export interface Labelled extends Images {
  /** `[count]`: images of one class and one number are frames of one track. */
  readonly tracks: Float64Array;
}

/** A data set, decoded. */
export interface RealSet {
  /** Names of the classes, in the order of their labels. */
  readonly classes: readonly string[];
  /** What is split. */
  readonly pool: Labelled;
  /** The published test set, where there is one. */
  readonly test?: Labelled;
  /** What a class has several of, each of which must stay in one split. */
  readonly unit: "images" | "tracks";
  readonly files: readonly FileRecord[];
  /** What determines the images, their order and labels, such as the digests of the files. */
  readonly content: readonly string[];
}

/** Gathers images one by one, each made small as it comes. */
export class Gatherer {
  #pixels = new Uint8Array(64 * IMAGE_BYTES);
  readonly #labels: number[] = [];
  readonly #tracks: number[] = [];

  get count(): number {
    return this.#labels.length;
  }

  /** By default an image is a track of its own. */
  add(picture: Picture, label: number, track = this.count): void {
    const start = this.count * IMAGE_BYTES;
    if (start === this.#pixels.length) {
      const larger = new Uint8Array(2 * start);
      larger.set(this.#pixels);
      this.#pixels = larger;
    }
    resize(picture, this.#pixels.subarray(start, start + IMAGE_BYTES));
    this.#labels.push(label);
    this.#tracks.push(track);
  }

  finish(): Labelled {
    return {
      pixels: this.#pixels.slice(0, this.count * IMAGE_BYTES),
      labels: Uint16Array.from(this.#labels),
      tracks: Float64Array.from(this.#tracks),
      count: this.count,
    };
  }
}
