import type { Canvas } from "./_canvas.ts";
import type { Sampler } from "./_sampler.ts";
import { rectangle } from "./_shapes.ts";

/** What spoils a picture, each in proportion to its difficulty. */
export interface Blemishes {
  /** 0 leaves the picture as it is; at most 1. */
  readonly difficulty: number;
  /** Standard deviation of the noise of each value. */
  readonly noise?: number;
  /** Probability of a rectangle that hides a part. */
  readonly occlusion?: number;
  /** Largest loss of contrast; of gain half as much; of brightness half as much either way. */
  readonly contrast?: number;
  /** Standard deviation of a cloud of 4 × 4 knots in each colour. */
  readonly clouds?: number;
}

/** Spoils a drawn picture and clips it. */
export function finish(
  canvas: Canvas,
  sampler: Sampler,
  { difficulty, noise = 0.1, occlusion = 0.3, contrast = 0.3, clouds = 0.12 }: Blemishes,
): Canvas {
  if (difficulty > 0) {
    canvas.add(sampler.clouds(4), difficulty * clouds);
    if (sampler.chance(difficulty * occlusion)) {
      const w = sampler.between(0.2, 0.45), h = sampler.between(0.2, 0.45);
      const [x, y] = sampler.point(-0.8, 0.8);
      canvas.paint(rectangle([x - w, y - h], [x + w, y + h]), sampler.colour());
    }
    const gain = 1 + difficulty * sampler.between(-contrast, contrast / 2);
    const brightness = difficulty * sampler.between(-contrast, contrast) / 2;
    canvas.scale(gain, 0.5 - 0.5 * gain + brightness);
    canvas.roughen(sampler.random, difficulty * noise);
  }
  return canvas.clip();
}
