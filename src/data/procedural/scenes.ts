import { Canvas, type Colour, type Point } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { finish } from "./_finish.ts";
import { Sampler } from "./_sampler.ts";
import { field, hard, polygon, rectangle, soft, wave } from "./_shapes.ts";
import { warp } from "./_warp.ts";

const SKIES: readonly Colour[] = [[0.5, 0.7, 0.95], [0.8, 0.6, 0.5], [0.6, 0.65, 0.7]];
/** The sky's shade grows towards the ground. */
const SHADE = field((_x, y) => 0.075 * (y + 1));
const BLACK: Colour = [0, 0, 0];

/** What the scenes share. */
interface View {
  /** Nothing but sky. */
  readonly canvas: Canvas;
  /** y of the horizon. */
  readonly horizon: number;
  /** A colour near another. */
  readonly near: (colour: Colour) => Colour;
}

/** Everything below a level. */
const below = (level: number) => soft((_x, y) => 14 * (y - level));

/** The same place from elsewhere: another angle, nearer or further, to one side. */
function step(sampler: Sampler, difficulty: number) {
  return warp({
    angle: 0.6 * difficulty * sampler.between(-1, 1),
    scale: sampler.between(1 - 0.6 * difficulty, 1 + 1.8 * difficulty),
    shear: 0,
    shift: sampler.point(-1.4 * difficulty, 1.4 * difficulty),
  });
}

type Scene = (sampler: Sampler, view: View) => Canvas;

const SCENES: Readonly<Record<string, Scene>> = {
  mountain(sampler, { canvas, horizon, near }) {
    for (let peaks = 3; peaks > 0; peaks--) {
      const peak = sampler.between(-0.9, 0.9), height = sampler.between(0.5, 1);
      const slope = soft((x, y) => 10 * (y - (horizon - height + 1.3 * Math.abs(x - peak))));
      canvas.paint(slope, near([0.45, 0.42, 0.45]));
    }
    return canvas.paint(below(horizon + 0.3), near([0.35, 0.45, 0.3]));
  },
  beach(sampler, { canvas, horizon, near }) {
    const shore = horizon + sampler.between(0.3, 0.5), slope = 0.2 * sampler.sign();
    return canvas.paint(below(horizon), near([0.15, 0.4, 0.6]))
      .paint(soft((x, y) => 10 * (y - shore - slope * x)), near([0.85, 0.75, 0.55]));
  },
  city(sampler, { canvas, horizon, near }) {
    canvas.paint(below(horizon + 0.3), near([0.35, 0.35, 0.38]));
    for (let left = -1; left < 1;) {
      const width = sampler.between(0.2, 0.45), height = sampler.between(0.3, 1);
      const roof: Point = [left, horizon + 0.3 - height];
      const front = rectangle(roof, [left + 0.85 * width, horizon + 0.35]);
      canvas.paint(front, near([0.45, 0.42, 0.42]));
      left += width;
    }
    return canvas;
  },
  forest(sampler, { canvas, horizon, near }) {
    canvas.paint(below(horizon), near([0.2, 0.3, 0.15]));
    for (let trunks = sampler.integer(4, 8); trunks > 0; trunks--) {
      const x = sampler.between(-1, 1), width = sampler.between(0.04, 0.1);
      const trunk = rectangle([x - width, -1.2], [x + width, sampler.between(0.2, 0.8)]);
      canvas.paint(trunk, near([0.3, 0.22, 0.15]));
    }
    const leaves = sampler.cloud(6);
    const crowns = soft((_x, y, k) => 8 * (0.2 * leaves[k]! - 0.4 - y));
    return canvas.paint(crowns, near([0.15, 0.35, 0.12]));
  },
  corridor(sampler, { near }) {
    const [cx, cy] = sampler.point(-0.25, 0.25), size = sampler.between(0.2, 0.4);
    return new Canvas(near([0.75, 0.7, 0.62]))
      .paint(hard((x, y) => Math.abs(x - cx) < y - cy), near([0.5, 0.4, 0.3]))
      .paint(hard((x, y) => Math.abs(x - cx) < cy - y), near([0.9, 0.9, 0.88]))
      .paint(
        rectangle([cx - size, cy - size], [cx + size, cy + size]),
        near([0.6, 0.55, 0.5]),
      );
  },
  bedroom(sampler, { near }) {
    const canvas = new Canvas(near([0.75, 0.68, 0.6])).paint(below(0.35), near([0.5, 0.38, 0.28]));
    const x = sampler.between(-0.4, 0.4);
    canvas.paint(rectangle([x - 0.55, 0], [x + 0.55, 0.75]), near([0.8, 0.8, 0.85]))
      .paint(rectangle([x - 0.55, -0.25], [x - 0.35, 0.75]), near([0.35, 0.22, 0.15]));
    const window = sampler.sign() * sampler.between(0.4, 0.7);
    return canvas.paint(
      rectangle([window - 0.25, -0.85], [window + 0.25, -0.35]),
      near([0.6, 0.8, 0.95]),
    );
  },
  street(sampler, { canvas, horizon, near }) {
    canvas.paint(below(horizon), near([0.4, 0.42, 0.35]));
    const middle = sampler.between(-0.3, 0.3), width = sampler.between(0.6, 0.9);
    const road = hard((x, y) => Math.abs(x - middle) < width * (y - horizon));
    canvas.paint(road, near([0.35, 0.35, 0.37]));
    const fronts = soft((x, y) => 12 * (y - (horizon - 0.6 * Math.abs(x - middle) - 0.1)));
    for (const side of [-1, 1]) {
      const row = soft((x) => 12 * (side * (x - middle) - 0.45));
      canvas.paint(field((_x, _y, k) => row[k]! * fronts[k]!), near([0.6, 0.5, 0.45]));
    }
    return canvas;
  },
  field(sampler, { canvas, horizon, near }) {
    canvas.paint(below(horizon), near([0.4, 0.6, 0.25]));
    const rows = wave(sampler.between(1.5, 2.5), { angle: Math.PI / 2, phase: 0 });
    const front = below(horizon + 0.25);
    return canvas.paint(field((_x, _y, k) => rows[k]! > 0 ? front[k]! : 0), near([0.5, 0.55, 0.2]));
  },
  kitchen(_, { near }) {
    const canvas = new Canvas(near([0.8, 0.78, 0.72]));
    for (const x of [-0.75, -0.25, 0.25, 0.75]) {
      canvas.paint(rectangle([x - 0.2, -0.9], [x + 0.2, -0.45]), near([0.55, 0.4, 0.3]));
    }
    return canvas.paint(below(0.15), near([0.5, 0.38, 0.3]))
      .paint(rectangle([-1.2, 0.1], [1.2, 0.2]), near([0.3, 0.3, 0.32]));
  },
  pool(_, { canvas, horizon, near }) {
    const corners: Point[] = [
      [-0.7, horizon + 0.25],
      [0.6, horizon + 0.2],
      [0.9, horizon + 0.7],
      [-0.8, horizon + 0.75],
    ];
    return canvas.paint(below(horizon), near([0.7, 0.68, 0.62]))
      .paint(polygon(corners), near([0.2, 0.65, 0.8]));
  },
};
const LIST = Object.values(SCENES);

/** Places, indoors and out, either way round and in any light. */
export const scenes: Family = {
  classes: Object.keys(SCENES),
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const near = (colour: Colour) => sampler.near(colour, 0.04 + 0.1 * difficulty);
    const horizon = sampler.between(-0.2, 0.3);
    const sky = new Canvas(near(sampler.pick(SKIES))).paint(SHADE, BLACK);
    const canvas = LIST[label]!(sampler, { canvas: sky, horizon, near });
    if (sampler.chance(0.5)) canvas.mirror();
    const picture = new Canvas(BLACK);
    step(sampler, difficulty)(canvas.planes, picture.planes);
    const light = () => sampler.normal(0.2 * difficulty);
    picture.tint([light(), light(), light()]);
    return finish(picture, sampler, {
      difficulty,
      noise: 0.08,
      occlusion: 0.6,
      contrast: 0.35,
      clouds: 0.15,
    });
  },
};
