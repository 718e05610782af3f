import { z } from "zod";
import recipe from "../../../fixtures/suites/procedural.json" with { type: "json" };
import { FAMILIES, type FamilyName } from "./families.ts";

/** Sizes of a suite that cost from seconds to hours to train on. */
export const SUITE_PROFILES = ["smoke", "default", "nightly"] as const;
/** One of {@linkcode SUITE_PROFILES}. */
export type SuiteProfile = (typeof SUITE_PROFILES)[number];

const FamilySchema = z.enum(Object.keys(FAMILIES) as [FamilyName, ...FamilyName[]]);
const DifficultySchema = z.number().min(0).max(1);
const CountSchema = z.int().positive();

const TaskSchema = z.strictObject({
  name: FamilySchema,
  standsFor: z.string().min(1),
  difficulty: DifficultySchema,
  turn: z.union([z.literal(1), z.literal(-1)]),
  /** Why its difficulty is what it is. */
  reason: z.string().min(1).exactOptional(),
});

const ProfileSchema = z.strictObject({
  tasks: z.array(FamilySchema).min(1).readonly(),
  trainPool: CountSchema,
  train: CountSchema,
  validation: CountSchema,
  test: CountSchema,
  /** Of each class. */
  shotPool: CountSchema,
  /** Of each class. */
  shots: CountSchema,
}).refine(({ train, trainPool }) => train <= trainPool, {
  error: "more images to train on than there are in the pool",
}).refine(({ shots, shotPool }) => shots <= shotPool, {
  error: "more shots than there are in the pool",
});

/** The recipe of the procedural suite. */
export const RecipeSchema = z.strictObject({
  version: z.int().positive(),
  prototypeDifficulty: DifficultySchema,
  sensorStrength: z.number().min(0).max(1),
  tasks: z.array(TaskSchema).readonly(),
  profiles: z.strictObject({
    smoke: ProfileSchema,
    default: ProfileSchema,
    nightly: ProfileSchema,
  }),
}).refine(({ tasks }) => new Set(tasks.map(({ name }) => name)).size === tasks.length, {
  error: "a task is there twice",
}).refine(
  ({ tasks, profiles }) =>
    Object.values(profiles).every((profile) =>
      profile.tasks.every((name) => tasks.some((task) => task.name === name))
    ),
  { error: "a profile names a task that is not among the tasks" },
);

/** What {@linkcode RecipeSchema} accepts. */
export type Recipe = z.infer<typeof RecipeSchema>;
/** A task of a recipe. */
export type TaskRecipe = z.infer<typeof TaskSchema>;

/**
 * Opens the recipe in `fixtures/suites/procedural.json`.
 *
 * @throws {TypeError} If the file is not a recipe; the message names each fault.
 */
export function readRecipe(content: unknown = recipe): Recipe {
  const read = RecipeSchema.safeParse(content);
  if (!read.success) {
    throw new TypeError(
      `Cannot use the recipe of the procedural suite:\n${z.prettifyError(read.error)}`,
    );
  }
  return read.data;
}
