import { additionOf } from "./addition.ts";
import type { UpdateSettings } from "./settings.ts";
import { type Context, type Updates, updatesAt } from "./updates.ts";

/** The seed whose validation images decide for all: one choice, as an experimenter makes it. */
export const DECIDING_SEED = 0;

/**
 * The strength λ of the settings' penalty: of those tried, the one whose sum of task vectors has the
 * best mean validation accuracy at its best α, at seed 0; of equal ones the smallest.
 *
 * Not the best normalised accuracy: that is raised by experts that a strong penalty makes worse.
 */
export async function chosenStrength(context: Context, settings: UpdateSettings): Promise<number> {
  const { strengths } = settings;
  if (strengths.length === 1) return strengths[0]!;
  const deciding = { ...context, cell: { ...context.cell, seed: DECIDING_SEED } };
  const scores: number[] = [];
  for (const strength of strengths) {
    const updates = await updatesAt(deciding, { settings, strength });
    scores.push((await additionOf(deciding, updates)).validation);
  }
  return strengths[scores.indexOf(Math.max(...scores))]!;
}

/** The updates by a method with its penalty at the strength that validation chooses, or with none. */
export async function updatesOf(context: Context, settings: UpdateSettings): Promise<Updates> {
  const strength = settings.penalty === "none" ? 0 : await chosenStrength(context, settings);
  return await updatesAt(context, { settings, strength });
}
