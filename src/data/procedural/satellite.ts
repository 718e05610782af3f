import { Canvas, type Colour, type Point } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { finish } from "./_finish.ts";
import { Sampler } from "./_sampler.ts";
import { hard, rectangle, soft, wave } from "./_shapes.ts";

/** A land cover, its colours moved a little by `near`. */
type Cover = (sampler: Sampler, near: (colour: Colour) => Colour) => Canvas;

/** A wave with a phase of its own. */
function ripple(sampler: Sampler, { frequency, angle }: { frequency: number; angle: number }) {
  return wave(frequency, { angle, phase: sampler.between(0, 2 * Math.PI) });
}

const COVERS: Readonly<Record<string, Cover>> = {
  crops(sampler, near) {
    const canvas = new Canvas(near([0.45, 0.5, 0.2]));
    const frequency = sampler.between(1.5, 3);
    const rows = ripple(sampler, { frequency, angle: sampler.between(0, Math.PI) });
    return canvas.paint(hard((_x, _y, k) => rows[k]! > 0), near([0.6, 0.5, 0.3]));
  },
  forest: (sampler, near) => new Canvas(near([0.12, 0.3, 0.15])).add(sampler.cloud(8), 0.08),
  water: (sampler, near) => new Canvas(near([0.15, 0.25, 0.4])).add(sampler.cloud(3), 0.03),
  river(sampler, near) {
    const canvas = new Canvas(near([0.3, 0.4, 0.2])).add(sampler.cloud(4), 0.08);
    const angle = sampler.between(0, Math.PI), cos = Math.cos(angle), sin = Math.sin(angle);
    const bend = sampler.between(0.2, 0.35), phase = sampler.between(0, 2 * Math.PI);
    const middle = sampler.between(-0.3, 0.3), width = sampler.between(0.12, 0.3);
    const bed = soft((x, y) => {
      const across = cos * x + sin * y + bend * Math.sin(3 * (sin * x - cos * y) + phase);
      return 12 * (width - Math.abs(across - middle));
    });
    return canvas.paint(bed, near([0.15, 0.25, 0.38]));
  },
  road(sampler, near) {
    const canvas = new Canvas(near([0.38, 0.42, 0.25])).add(sampler.cloud(4), 0.08);
    const angle = sampler.between(0, Math.PI), cos = Math.cos(angle), sin = Math.sin(angle);
    const middle = sampler.between(-0.4, 0.4), width = sampler.between(0.07, 0.14);
    const lane = soft((x, y) => 18 * (width - Math.abs(cos * x + sin * y - middle)));
    return canvas.paint(lane, near([0.6, 0.6, 0.6]));
  },
  houses(sampler, near) {
    const angle = sampler.between(0, Math.PI / 2), frequency = sampler.between(1.5, 2.2);
    const along = ripple(sampler, { frequency, angle });
    const across = ripple(sampler, { frequency, angle: angle + Math.PI / 2 });
    const roofs = hard((_x, _y, k) => along[k]! > 0.1 && across[k]! > 0.1);
    return new Canvas(near([0.4, 0.42, 0.35])).paint(roofs, near([0.65, 0.45, 0.4]));
  },
  industry(sampler, near) {
    const canvas = new Canvas(near([0.45, 0.45, 0.45])).add(sampler.cloud(8), 0.05);
    for (let halls = sampler.integer(2, 5); halls > 0; halls--) {
      const [x, y] = sampler.point(-0.8, 0.8), [w, h] = sampler.point(0.15, 0.45);
      const corner: Point = [x - w, y - h];
      canvas.paint(rectangle(corner, [x + w, y + h]), near([0.8, 0.8, 0.85]));
    }
    return canvas;
  },
  pasture: (sampler, near) => new Canvas(near([0.45, 0.55, 0.25])).add(sampler.cloud(3), 0.06),
};
const LIST = Object.values(COVERS);

/** Land cover from high above, through haze. */
export const satellite: Family = {
  classes: Object.keys(COVERS),
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const canvas = LIST[label]!(
      sampler,
      (colour) => sampler.near(colour, 0.03 + 0.07 * difficulty),
    );
    const haze = () => sampler.normal(0.1 * difficulty);
    canvas.tint([haze(), haze(), haze()]);
    return finish(canvas, sampler, {
      difficulty,
      noise: 0.07,
      occlusion: 0.25,
      contrast: 0.35,
      clouds: 0.1,
    });
  },
};
