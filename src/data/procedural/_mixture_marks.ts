import { Canvas, type Point } from "./_canvas.ts";
import type { Draw } from "./_mixture_formula.ts";
import type { Sampler } from "./_sampler.ts";
import { polygon, type Polyline, regular, strokes } from "./_shapes.ts";

/** One to three random walks of strokes, white on black or in two colours. */
export function glyph(sampler: Sampler): Draw {
  const walks = times(sampler.integer(1, 4), () => walk(sampler));
  return (sampler, { difficulty, ground, colour }) => {
    const bent = walks.map((line) => sampler.jitter(line, 0.04));
    const place = sampler.affine({ turn: 0.3, scale: [0.7, 1.1], shear: 0.25, shift: 0.2 });
    const plain = sampler.chance(0.35);
    const white = sampler.between(0.7, 1);
    const ink = plain ? [white, white, white] as const : colour;
    const canvas = new Canvas(plain ? [0, 0, 0] : ground)
      .add(sampler.clouds(4), 0.15 * difficulty)
      .paint(strokes(bent.map((line) => line.map(place)), sampler.between(0.07, 0.18)), ink);
    if (sampler.chance(0.3 * difficulty)) {
      const stray = times(3, () => sampler.point(-1, 1));
      canvas.paint(strokes([stray], sampler.between(0.05, 0.12)), ink);
    }
    return canvas;
  };
}

function walk(sampler: Sampler): Polyline {
  let [x, y] = sampler.point(-0.6, 0.6);
  const places: Point[] = [[x, y]];
  for (let left = sampler.integer(1, 5); left > 0; left--) {
    x += sampler.normal(0.6);
    y += sampler.normal(0.6);
    places.push([x, y]);
  }
  const inside = (place: number) => Math.min(0.8, Math.max(-0.8, place));
  return places.map(([x, y]) => [inside(x), inside(y)]);
}

/** Corners of a blob's outline. */
const CORNERS = 28;

/** A blob whose radius is a Fourier series of five random terms, either way round. */
export function blob(sampler: Sampler): Draw {
  const mean = sampler.between(0.45, 0.65);
  const terms = times(5, (k) => ({
    weight: sampler.normal(0.3) / (k + 1) ** 0.7,
    phase: sampler.between(0, 2 * Math.PI),
  }));
  const outline = times(CORNERS, (i): Point => {
    const angle = 2 * Math.PI * i / CORNERS;
    const radius = terms.reduce(
      (sum, { weight, phase }, k) => sum + weight * Math.cos((k + 1) * angle + phase),
      mean,
    );
    const length = Math.min(1, Math.max(0.12, radius));
    return [length * Math.cos(angle), length * Math.sin(angle)];
  });
  return (sampler, { difficulty, ground, colour }) => {
    const side = sampler.sign();
    const canvas = new Canvas(ground).add(sampler.clouds(4), 0.2 * difficulty);
    const place = sampler.affine({ turn: 0.35, scale: [0.65, 1.05], shear: 0.2, shift: 0.2 });
    const surface = new Canvas(colour).add(sampler.clouds(4), 0.1 * difficulty);
    return canvas.paint(polygon(outline.map(([x, y]) => place([side * x, y]))), surface.planes);
  };
}

/** A regular polygon in one colour, some with a rim, with one or two random lines on it. */
export function badge(sampler: Sampler): Draw {
  const turn = sampler.between(0, 2 * Math.PI);
  const shape = regular(sampler.pick([3, 4, 5, 6, 8, 16]), { radius: 0.9, turn });
  const face = sampler.colour(0.5, 0.5), inner = sampler.colour(0, 0.3);
  const rimmed = sampler.chance(0.6);
  const lines = times(
    sampler.integer(1, 3),
    () => times(sampler.integer(2, 4), () => sampler.point(-0.4, 0.4)),
  );
  return (sampler, { difficulty, ground, colour }) => {
    const size = sampler.between(0.65, 1);
    const place = sampler.affine({ turn: 0.25, scale: [size, size], shear: 0, shift: 0.2 });
    const own = sampler.chance(0.25) ? colour : face;
    const canvas = new Canvas(ground)
      .add(sampler.clouds(4), 0.25 * difficulty)
      .paint(polygon(shape.map(place)), sampler.near(own, 0.07));
    if (rimmed) {
      const within = shape.map(([x, y]) => place([0.7 * x, 0.7 * y]));
      canvas.paint(polygon(within), sampler.near(inner, 0.07));
    }
    const ink = rimmed ? 0.1 : 1;
    return canvas
      .paint(strokes(lines.map((line) => line.map(place)), 0.11 * size), [ink, ink, ink])
      .scale(sampler.between(0.4, 1));
  };
}

function times<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}
