import type { Measure, Measurement } from "../../src/lab/mod.ts";
import { stream } from "../../src/random/mod.ts";
import type { Shape } from "../_matrices/matrix.ts";
import { type BOUNDS, tightness } from "./bound.ts";
import { cosineVariances, crossCosine, type ORTHOGONAL_PAIRS } from "./cosines.ts";
import { CROSS_SIZE, PAIRS, TRIALS, type UpdateSettings } from "./settings.ts";
import { exactlyAtTheBound, FAMILIES, searchTightest } from "./updates.ts";

/** Holds the norm of updates against its bound, or the cosines of orthogonal ones against 0. */
export const measure: Measure = (measurement) => {
  switch (measurement.cell.reading) {
    case "internal-implies-cross":
      measureCross(measurement);
      break;
    case "stiefel-concentration":
      measureConcentration(measurement);
      break;
    default:
      measureBound(measurement);
  }
  return Promise.resolve();
};

function measureBound({ cell: { arm, protocol }, record }: Measurement): void {
  const { draw: number, ...shape } = protocol.settings as unknown as UpdateSettings;
  const random = stream(number, "norm-control", arm, `${shape.rows}x${shape.columns}`);
  const bound: keyof typeof BOUNDS = arm === "control:root-left-out" ? "without-root" : "stated";
  if (arm === "control:equality") {
    const ratio = tightness(exactlyAtTheBound(random, shape), bound);
    return record({ name: "tightness", unit: "bound", value: ratio });
  }
  const worst = Object.values(FAMILIES).map((draw) =>
    Math.max(...Array.from({ length: TRIALS }, () => tightness(draw(random, shape), bound)))
  );
  const found = searchTightest(random, { shape, bound });
  record({ name: "tightness-by-family", unit: "bound", value: worst });
  record({ name: "tightness-by-search", unit: "bound", value: found });
  record({ name: "tightness", unit: "bound", value: Math.max(...worst, found) });
}

function measureCross({ cell: { protocol }, record }: Measurement): void {
  const { pair } = protocol.settings as { pair: keyof typeof ORTHOGONAL_PAIRS };
  record({ name: "cosine", unit: "1", value: crossCosine(pair, CROSS_SIZE) });
}

function measureConcentration({ cell: { arm, protocol, seed }, record }: Measurement): void {
  const { random, stiefel } = cosineVariances(stream(seed, "stiefel", arm, protocol.id), {
    shape: protocol.settings as unknown as Shape,
    pairs: PAIRS,
    ...arm === "control:twice-the-rows" && { taller: 2 },
  });
  record({ name: "random-variance", unit: "1/(md)", value: random });
  record({ name: "stiefel-variance", unit: "1/(md)", value: stiefel });
}
