import { Canvas, type Colour, type Point } from "./_canvas.ts";
import type { Family } from "./_family.ts";
import { finish } from "./_finish.ts";
import { hsv, type Mapping, rotation, Sampler } from "./_sampler.ts";
import { polygon, type Polyline, regular, strokes } from "./_shapes.ts";

const PLATES = {
  circle: regular(16, { radius: 0.85 }),
  triangle: regular(3, { radius: 0.95, turn: -Math.PI / 2 }),
  diamond: regular(4, { radius: 0.95 }),
  octagon: regular(8, { radius: 0.9, turn: Math.PI / 8 }),
  inverted: regular(3, { radius: 0.95, turn: Math.PI / 2 }),
} as const;

/** Pictograms about the middle of a plate. */
const PICTOGRAMS = {
  upright: [[[0, -0.35], [0, 0.35]]],
  bar: [[[-0.4, 0], [0.4, 0]]],
  cross: [[[-0.3, -0.3], [0.3, 0.3]], [[-0.3, 0.3], [0.3, -0.3]]],
  dot: [[[0, 0], [0.01, 0]]],
  ahead: [[[0, 0.45], [0, -0.45]], [[-0.3, -0.1], [0, -0.45], [0.3, -0.1]]],
  right: [[[-0.45, 0], [0.45, 0]], [[0.1, -0.3], [0.45, 0], [0.1, 0.3]]],
} as const satisfies Readonly<Record<string, readonly Polyline[]>>;

/** A red rim has a white field inside it. */
const COLOURS = {
  rim: hsv(0, [0.9, 0.8]),
  blue: hsv(0.61, [0.9, 0.75]),
  yellow: hsv(0.14, [0.9, 0.85]),
  red: hsv(0, [0.95, 0.65]),
} as const;

const BLACK: Colour = [0.1, 0.1, 0.1];
const WHITE: Colour = [1, 1, 1];

interface Sign {
  readonly plate: keyof typeof PLATES;
  readonly pictogram: keyof typeof PICTOGRAMS;
  readonly colour: keyof typeof COLOURS;
}

const SIGNS: Readonly<Record<string, Sign>> = {
  "round, upright bar": { plate: "circle", pictogram: "upright", colour: "rim" },
  "round, level bar": { plate: "circle", pictogram: "bar", colour: "rim" },
  "round, cross": { plate: "circle", pictogram: "cross", colour: "rim" },
  "blue, dot": { plate: "circle", pictogram: "dot", colour: "blue" },
  "blue, ahead": { plate: "circle", pictogram: "ahead", colour: "blue" },
  "blue, right": { plate: "circle", pictogram: "right", colour: "blue" },
  "warning, upright bar": { plate: "triangle", pictogram: "upright", colour: "rim" },
  "warning, cross": { plate: "triangle", pictogram: "cross", colour: "rim" },
  "warning, dot": { plate: "triangle", pictogram: "dot", colour: "rim" },
  "priority": { plate: "diamond", pictogram: "bar", colour: "yellow" },
  "stop": { plate: "octagon", pictogram: "bar", colour: "red" },
  "give way": { plate: "inverted", pictogram: "upright", colour: "rim" },
};
const LIST = Object.values(SIGNS);

/** Where a plate's pictogram stands: a triangle's middle is not half way up. */
const MIDDLE = { circle: 0, triangle: 0.1, diamond: 0, octagon: 0, inverted: -0.1 } as const;

/** Traffic signs: a plate with a pictogram, in poor light, before clutter. */
export const signs: Family = {
  classes: Object.keys(SIGNS),
  draw(random, { label, difficulty }) {
    const sampler = new Sampler(random);
    const { plate, pictogram, colour } = LIST[label]!;
    const street = sampler.between(0.45 - 0.8 * difficulty, 0.5 + 0.8 * difficulty);
    const canvas = new Canvas(sampler.near([street, street, street], 0.1 + 0.15 * difficulty))
      .add(sampler.clouds(4), 0.3 * difficulty);

    const turn = rotation(sampler.between(-0.25, 0.25) * (0.2 + difficulty));
    const size = sampler.between(0.7 - 0.5 * difficulty, 1);
    const shift = 0.06 + 0.8 * difficulty;
    const [dx, dy] = sampler.point(-shift, shift);
    const place: Mapping = (point) => {
      const [x, y] = turn(point);
      return [size * x + dx, size * y + dy];
    };

    const corners = PLATES[plate];
    canvas.paint(polygon(corners.map(place)), sampler.near(COLOURS[colour], 0.06));
    if (colour === "rim") {
      const inner = corners.map(([x, y]): Point => place([0.72 * x, 0.72 * y]));
      canvas.paint(polygon(inner), sampler.near([0.92, 0.92, 0.92], 0.05));
    }
    const raise = ([x, y]: Point): Point => place([x, y + MIDDLE[plate]]);
    const lines = PICTOGRAMS[pictogram].map((line: Polyline) => line.map(raise));
    const ink = colour === "rim" || colour === "yellow" ? BLACK : WHITE;
    canvas.paint(strokes(lines, size * (pictogram === "dot" ? 0.22 : 0.1)), ink);
    canvas.scale(sampler.between(1 - difficulty, 1));
    return finish(canvas, sampler, { difficulty, noise: 0.08 });
  },
};
