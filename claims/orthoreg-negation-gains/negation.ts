import { chooseNegation, matchedNegation, type NegationCurve } from "../../src/measure/mod.ts";
import { BEYOND, GRID } from "../_orthoreg/addition.ts";
import { type Context, measuredOf, type Updates } from "../_orthoreg/updates.ts";
import { negationCurve } from "./curves.ts";
import { KEEPS } from "./settings.ts";

const FIELDS = ["scaling", "onEdge", "target", "control"] as const;

/**
 * What forgetting each task comes to, by task [T]: `scaling` is α, chosen on validation; `onEdge` is 1
 * where α is the grid's largest, so that the cap binds and not the control accuracy, else 0; `target`
 * is the test accuracy on the task, `control` the mean of those on the others, in points.
 */
export type Negation = Readonly<Record<(typeof FIELDS)[number], readonly number[]>>;

/** The α of a task, and whether it is the grid's largest. */
interface Choice {
  readonly scaling: number;
  readonly onEdge: 0 | 1;
}

/** Forgetting at each of the shares of control accuracy that are kept, in the order of `KEEPS`. */
export function negationsOf(context: Context, updates: Updates): Promise<Negation[]> {
  const choices = KEEPS.map((keep) => (curve: NegationCurve) => chosenScaling(curve, keep));
  return forgotten(context, { updates, grid: GRID, choices, kind: "negation" });
}

/** Forgetting at equal control accuracy, .95 of the base's on validation, with α up to 3. */
export async function matchedNegationOf(context: Context, updates: Updates): Promise<Negation> {
  const options = { grid: BEYOND, choices: [matchedScaling], kind: "matched negation" };
  return (await forgotten(context, { updates, ...options }))[0]!;
}

/**
 * The α that P2 negates with: of those that keep a share of the control accuracy at α = 0, which the
 * curve begins with, the one with the lowest target accuracy.
 */
export function chosenScaling(curve: NegationCurve, keep: number): Choice {
  const found = chooseNegation(curve, { base: curve.control[0]!, keep });
  if (found.kind === "infeasible") {
    throw new RangeError(`Cannot negate: no α of ${curve.grid} keeps ${keep} of the control`);
  }
  return { scaling: found.alpha, onEdge: found.edge === "upper" ? 1 : 0 };
}

/** The α, between those of the grid, at which just so much of the control accuracy is left. */
function matchedScaling(curve: NegationCurve): Choice {
  const control = KEEPS[0] * curve.control[0]!;
  const found = matchedNegation(curve, { control });
  if (found.kind === "unmatched") {
    throw new RangeError(
      `Cannot negate at a control accuracy of ${control}: up to α = ${curve.grid.at(-1)} it goes ` +
        `from ${found.range[0]} to ${found.range[1]}`,
    );
  }
  return { scaling: found.alpha, onEdge: 0 };
}

/** Chooses α for each task on validation, in one way or several, and tests what is chosen. */
async function forgotten(
  context: Context,
  { updates, grid, choices, kind }: {
    updates: Updates;
    grid: readonly number[];
    choices: readonly ((curve: NegationCurve) => Choice)[];
    kind: string;
  },
): Promise<Negation[]> {
  const name = measuredOf(context, updates, kind);
  const stored: Readonly<Record<string, Float64Array>> = await context.lab.remember(
    name,
    async () => {
      const byTask: Record<(typeof FIELDS)[number], number>[][] = choices.map(() => []);
      for (const t of updates.vectors.keys()) {
        const curve = await negationCurve(context, { updates, t, grid, split: "validation" });
        const found = choices.map((choose) => choose(curve));
        const { target, control } = await negationCurve(context, {
          ...{ updates, t, grid: found.map(({ scaling }) => scaling), split: "test" },
        });
        found.forEach((choice, i) =>
          byTask[i]!.push({ ...choice, target: 100 * target[i]!, control: 100 * control[i]! })
        );
      }
      return Object.fromEntries(
        byTask.flatMap((rows, i) =>
          FIELDS.map((field) => [`${field}-${i}`, Float64Array.from(rows, (row) => row[field])])
        ),
      );
    },
  );
  const field = (name: string, i: number) => [...stored[`${name}-${i}`]!];
  return choices.map((_, i) => ({
    scaling: field("scaling", i),
    onEdge: field("onEdge", i),
    target: field("target", i),
    control: field("control", i),
  }));
}
