import { stream } from "../../random/mod.ts";
import { type Canvas, PIXELS } from "./_canvas.ts";
import { hueRotation } from "./_hue.ts";
import { Sampler } from "./_sampler.ts";
import { warp } from "./_warp.ts";

/** How a task's camera differs from the one that everything else was seen with. */
export interface SensorOptions {
  /** Which way the picture turns: 1 clockwise, −1 the other way. */
  readonly turn: 1 | -1;
  /** 1 in full, 0 not at all. */
  readonly strength: number;
}

/**
 * A task's own camera: one fixed map of geometry and colour, which changes pictures in place and
 * does not clip them.
 *
 * At full strength: rotation by .25 to .45 radians, scale .85 to 1.15, shear within ±.25, hue turned
 * by .6 to 1.2 radians either way about the grey axis, gain .75 to 1 about mid-grey, brightness
 * within ±.12. It interpolates between pixels and repeats those of the border beyond it. It makes a
 * task unfamiliar to a base without making it hard.
 *
 * @example
 * ```ts
 * import { assertNotEquals } from "@std/assert";
 * import { stream } from "../../random/mod.ts";
 * import { FAMILIES } from "./families.ts";
 * import { sensor } from "./sensor.ts";
 *
 * const draw = () => FAMILIES.signs.draw(stream("picture"), { label: 0, difficulty: 0 });
 * const picture = draw();
 * sensor("signs", { turn: 1, strength: 1 })(picture);
 * assertNotEquals(picture.planes, draw().planes);
 * ```
 */
export function sensor(task: string, { turn, strength }: SensorOptions): (canvas: Canvas) => void {
  const sampler = new Sampler(stream("sensor", task));
  const bend = warp({
    angle: -turn * strength * sampler.between(0.25, 0.45),
    scale: 1 - 0.15 * strength * sampler.between(-1, 1),
    shear: strength * sampler.between(-0.25, 0.25),
    shift: [0, 0],
  });
  const hue = strength * sampler.between(0.6, 1.2) * sampler.sign();
  const gain = 1 - strength * sampler.between(0, 0.25);
  const brightness = strength * sampler.between(-0.12, 0.12);
  const mix = hueRotation(hue).map((part) => gain * part);
  const offset = 0.5 - 0.5 * gain + brightness;
  const bent = new Float64Array(3 * PIXELS);

  return (canvas) => {
    bend(canvas.planes, bent);
    for (let c = 0; c < 3; c++) {
      const r = mix[3 * c]!, g = mix[3 * c + 1]!, b = mix[3 * c + 2]!;
      for (let k = 0; k < PIXELS; k++) {
        const red = bent[k]!, green = bent[PIXELS + k]!, blue = bent[2 * PIXELS + k]!;
        canvas.planes[c * PIXELS + k] = r * red + g * green + b * blue + offset;
      }
    }
  };
}
