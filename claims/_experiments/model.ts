import mlp from "../../fixtures/base/recipe.json" with { type: "json" };
import vit from "../../fixtures/base/vit-recipe.json" with { type: "json" };
import { type Network, networkOf, type PretrainingRecipe } from "../../src/train/mod.ts";

/** A pretrained encoder that experiments start from. */
export interface Model extends Network {
  readonly name: ModelName;
  /** How its frozen base was pretrained; its scale is that of the frozen heads, too. */
  readonly recipe: PretrainingRecipe;
  /** Where the frozen base's weights lie. */
  readonly file: URL;
}

/** What settings call a model. */
export type ModelName = "mlp" | "vit";

/** Every model by name. */
export const MODELS: Readonly<Record<ModelName, Model>> = {
  mlp: describe("mlp", mlp as PretrainingRecipe),
  vit: describe("vit", vit as PretrainingRecipe),
};

/** The model that settings name. */
export function modelOf({ model }: { readonly model: ModelName }): Model {
  return MODELS[model];
}

function describe(name: ModelName, recipe: PretrainingRecipe): Model {
  const file = new URL(`../../fixtures/base/${name}.safetensors`, import.meta.url);
  return { ...networkOf(recipe), name, recipe, file };
}
