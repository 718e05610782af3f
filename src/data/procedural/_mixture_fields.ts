import { Canvas, type Colour, type Cover, type Point } from "./_canvas.ts";
import type { Draw } from "./_mixture_formula.ts";
import type { Sampler } from "./_sampler.ts";
import { ellipse, field, rectangle, soft, strokes, wave } from "./_shapes.ts";

/** The ways in which waves w₁, w₂, w₃ make a texture; it is one colour above a threshold. */
const MODES = ["one", "product", "largest", "sum", "cloud"] as const;

/** Knots of a texture's cloud; some numbers are likelier than others. */
const KNOTS = [3, 4, 4, 6, 8, 8] as const;

/** Three random waves put together in one of five ways, cut off at a random height. */
export function texture(sampler: Sampler): Draw {
  const mode = sampler.pick(MODES);
  const waves = Array.from({ length: 3 }, () => ({
    frequency: sampler.between(0.8, 3.5),
    angle: sampler.between(0, Math.PI),
  }));
  const height = sampler.between(-0.5, 0.8);
  const own = sampler.chance(0.5);
  const [a, b] = [sampler.colour(), sampler.colour()];
  const knots = sampler.pick(KNOTS);
  // What one wave, the largest or a cloud makes has any direction; the rest keeps its own.
  const turns = mode === "product" || mode === "sum" ? 0.25 : Math.PI;
  return (sampler, { ground, colour }) => {
    const [below, above] = own && !sampler.chance(0.3) ? [a, b] : [ground, colour];
    const turn = sampler.between(-turns, turns), size = sampler.between(0.85, 1.15);
    const [u, v, w] = waves.map(({ frequency, angle }) =>
      wave(size * frequency, { angle: angle + turn, phase: sampler.between(0, 2 * Math.PI) })
    ) as [Float64Array, Float64Array, Float64Array];
    const cloud = mode === "cloud" ? sampler.cloud(knots) : u;
    const values: Record<typeof mode, (k: number) => number> = {
      one: (k) => u[k]!,
      product: (k) => u[k]! * v[k]!,
      largest: (k) => Math.max(u[k]!, v[k]!),
      sum: (k) => u[k]! + v[k]! + w[k]!,
      cloud: (k) => cloud[k]! + 0.5 * u[k]!,
    };
    const value = values[mode], limit = mode === "product" ? height / 2 : height;
    return new Canvas(sampler.near(below, 0.06)).paint(
      field((_x, _y, k) => value(k) > limit ? 1 : 0),
      sampler.near(above, 0.06),
    );
  };
}

interface Thing {
  readonly kind: "rectangle" | "ellipse" | "bar";
  readonly at: Point;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
  readonly angle: number;
}

/** Two to five random things in random places, some before a horizon, either way round. */
export function layout(sampler: Sampler): Draw {
  const [upper, lower] = [sampler.colour(0.1), sampler.colour(0.1)];
  const divided = sampler.chance(0.6);
  const horizon = sampler.between(-0.4, 0.4);
  const things = Array.from({ length: sampler.integer(2, 6) }, (): Thing => ({
    kind: sampler.pick(["rectangle", "ellipse", "bar"]),
    at: sampler.point(-0.7, 0.7),
    width: sampler.between(0.15, 0.5),
    height: sampler.between(0.15, 0.5),
    colour: sampler.colour(0.1),
    angle: sampler.between(0, Math.PI),
  }));
  return (sampler) => {
    const canvas = new Canvas(sampler.near(upper, 0.08));
    if (divided) {
      const level = horizon + sampler.between(-0.2, 0.2);
      canvas.paint(soft((_x, y) => 12 * (y - level)), sampler.near(lower, 0.08));
    } else {
      canvas.add(sampler.clouds(6), 0.1);
    }
    const side = sampler.sign();
    for (const thing of things) {
      canvas.paint(coverOf(moved(thing, { sampler, side })), sampler.near(thing.colour, 0.08));
    }
    return canvas;
  };
}

function moved(
  { at: [x, y], width, height, angle, ...thing }: Thing,
  { sampler, side }: { readonly sampler: Sampler; readonly side: number },
): Thing {
  return {
    ...thing,
    at: [side * x + sampler.normal(0.12), y + sampler.normal(0.12)],
    width: width * sampler.between(0.8, 1.2),
    height: height * sampler.between(0.8, 1.2),
    angle: side > 0 ? angle : Math.PI - angle,
  };
}

function coverOf({ kind, at: [x, y], width, height, angle }: Thing): Cover {
  if (kind === "rectangle") return rectangle([x - width, y - height], [x + width, y + height]);
  if (kind === "ellipse") return ellipse([x, y], { width, height });
  const dx = 1.2 * Math.cos(angle), dy = 1.2 * Math.sin(angle);
  return strokes([[[x - dx, y - dy], [x + dx, y + dy]]], 0.35 * width);
}
