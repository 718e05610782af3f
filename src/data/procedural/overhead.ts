import { Canvas, type Colour, type Point } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { finish } from "./_finish.ts";
import { rotation, Sampler } from "./_sampler.ts";
import {
  ellipse,
  hard,
  polygon,
  type Polyline,
  rectangle,
  soft,
  strokes,
  wave,
} from "./_shapes.ts";

const GROUNDS: readonly Colour[] = [[0.35, 0.45, 0.25], [0.5, 0.45, 0.35], [0.4, 0.42, 0.4]];
const GREY: Colour = [0.65, 0.65, 0.65];
const WATER: Colour = [0.15, 0.3, 0.45];

/** What the drawings of a picture share. */
interface Site {
  readonly canvas: Canvas;
  /** Of what is built. */
  readonly grey: Colour;
  readonly middle: Point;
  /** Half of a road's width. */
  readonly width: number;
}

const AIRCRAFT: Polyline = [
  [-0.9, -0.15],
  [0.9, -0.15],
  [0.9, 0.15],
  [0.3, 0.15],
  [0.15, 0.75],
  [-0.15, 0.75],
  [-0.3, 0.15],
  [-0.9, 0.15],
];

type Layout = (sampler: Sampler, site: Site) => Canvas;

const LAYOUTS: Readonly<Record<string, Layout>> = {
  runway(sampler, { canvas, grey, middle: [cx, cy], width }) {
    const turn = sampler.rotation();
    const line = [turn([-1.3, 0]), turn([1.3, 0])].map(([x, y]): Point => [x + cx, y + cy]);
    return canvas.paint(strokes([line], 1.6 * width), grey);
  },
  crossing(sampler, { canvas, grey, middle: [cx, cy], width }) {
    const turn = rotation(sampler.between(0, Math.PI));
    const place = (point: Point): Point => {
      const [x, y] = turn(point);
      return [x + cx, y + cy];
    };
    const lines: Polyline[] = [[[-1.5, 0], [1.5, 0]], [[0, -1.5], [0, 1.5]]];
    return canvas.paint(strokes(lines.map((line) => line.map(place)), width), grey);
  },
  roundabout(sampler, { canvas, grey, middle: [cx, cy], width }) {
    const radius = sampler.between(0.35, 0.6);
    const ring = soft((x, y) =>
      16 * (width - Math.abs(Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - radius))
    );
    return canvas.paint(ring, grey);
  },
  stadium(sampler, { canvas, grey, middle }) {
    const width = sampler.between(0.6, 0.85), height = sampler.between(0.4, 0.6);
    return canvas.paint(ellipse(middle, { width, height }), grey)
      .paint(ellipse(middle, { width: 0.4, height: 0.28 }), sampler.near([0.3, 0.6, 0.3], 0.06));
  },
  tanks(sampler, { canvas }) {
    for (let tanks = sampler.integer(3, 6); tanks > 0; tanks--) {
      const centre = sampler.point(-0.7, 0.7), radius = sampler.between(0.16, 0.28);
      const colour = sampler.near([0.85, 0.85, 0.85], 0.05);
      canvas.paint(ellipse(centre, { width: radius, height: radius }), colour);
    }
    return canvas;
  },
  parking(sampler, { grey }) {
    const angle = sampler.integer(0, 2) * Math.PI / 2 + sampler.between(-0.2, 0.2);
    const phase = () => sampler.between(0, 2 * Math.PI);
    const places = wave(2.6, { angle, phase: phase() });
    const lanes = wave(1, { angle: angle + Math.PI / 2, phase: phase() });
    const cars = hard((_x, _y, k) => places[k]! > 0 && lanes[k]! > -0.3);
    return new Canvas(grey).paint(cars, sampler.colour(0.3, 0.3));
  },
  coast(sampler, { canvas }) {
    const angle = sampler.between(0, 2 * Math.PI), cos = Math.cos(angle), sin = Math.sin(angle);
    const shore = sampler.between(-0.2, 0.2);
    return canvas.paint(
      soft((x, y) => 12 * (cos * x + sin * y - shore)),
      sampler.near(WATER, 0.06),
    );
  },
  bridge(sampler, { canvas, grey, middle: [cx, cy], width }) {
    const angle = sampler.between(0, Math.PI), cos = Math.cos(angle), sin = Math.sin(angle);
    const river = soft((x, y) => 12 * (0.45 - Math.abs(cos * x + sin * y - cx)));
    const deck = soft((x, y) => 16 * (width - Math.abs(cos * y - sin * x - cy)));
    return canvas.paint(river, sampler.near(WATER, 0.06)).paint(deck, grey);
  },
  housing(sampler, { canvas }) {
    for (const row of [-0.6, 0, 0.6]) {
      for (const column of [-0.6, 0, 0.6]) {
        if (!sampler.chance(0.85)) continue;
        const x = column + sampler.normal(0.05), y = row + sampler.normal(0.05);
        const roof = rectangle([x - 0.18, y - 0.18], [x + 0.18, y + 0.18]);
        canvas.paint(roof, sampler.near([0.7, 0.4, 0.35], 0.1));
      }
    }
    return canvas;
  },
  aircraft(sampler, { canvas, grey, middle: [cx, cy] }) {
    const turn = sampler.rotation(), size = sampler.between(0.7, 0.9);
    const outline = AIRCRAFT.map((point): Point => {
      const [x, y] = turn(point);
      return [size * x + cx, size * y + cy];
    });
    return canvas.paint(polygon(outline), grey);
  },
};
const LIST = Object.values(LAYOUTS);

/** Things on the ground, seen from an aeroplane. */
export const overhead: Family = {
  classes: Object.keys(LAYOUTS),
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const ground = new Canvas(sampler.near(sampler.pick(GROUNDS), 0.08))
      .add(sampler.cloud(6), 0.05 + 0.1 * difficulty);
    const grey = sampler.near(GREY, 0.08);
    const [dx, dy] = sampler.point(-0.25, 0.25);
    const middle: Point = [(0.4 + difficulty) * dx, (0.4 + difficulty) * dy];
    const width = sampler.between(0.09, 0.15);
    const canvas = LIST[label]!(sampler, { canvas: ground, grey, middle, width });
    return finish(canvas, sampler, { difficulty, noise: 0.08, contrast: 0.35 });
  },
};
