import { assertEquals, assertThrows } from "@std/assert";
import recipe from "../../../fixtures/suites/procedural.json" with { type: "json" };
import { readRecipe } from "./_recipe.ts";

const { profiles, tasks } = recipe;
const smoke = (change: object) => ({
  ...recipe,
  profiles: { ...profiles, smoke: { ...profiles.smoke, ...change } },
});

Deno.test("the recipe stands for the papers' eight data sets", () => {
  assertEquals(readRecipe().tasks.map(({ standsFor }) => standsFor), [
    "MNIST",
    "SVHN",
    "GTSRB",
    "EuroSAT",
    "DTD",
    "RESISC45",
    "Cars",
    "SUN397",
  ]);
});

Deno.test("tasks turn one way and the other in turn", () => {
  readRecipe().tasks.forEach(({ turn }, t) => assertEquals(turn, t % 2 === 0 ? 1 : -1));
});

const FAULTS: readonly (readonly [string, unknown, string])[] = [
  ["no object", 7, "expected object"],
  ["an unknown key", { ...recipe, colour: 1 }, 'Unrecognized key: "colour"'],
  ["an unknown task", smoke({ tasks: ["glyphs"] }), "profiles.smoke.tasks[0]"],
  ["no tasks", smoke({ tasks: [] }), "profiles.smoke.tasks"],
  ["a task twice", { ...recipe, tasks: [...tasks, tasks[0]] }, "a task is there twice"],
  ["a missing task", { ...recipe, tasks: tasks.slice(1) }, "is not among the tasks"],
  ["too small a pool", smoke({ trainPool: 255 }), "more images to train on than"],
  ["too many shots", smoke({ shots: 129 }), "more shots than there are in the pool"],
  ["no test images", smoke({ test: 0 }), "profiles.smoke.test"],
  ["a difficulty above 1", { ...recipe, prototypeDifficulty: 1.1 }, "prototypeDifficulty"],
  ["a turn of 0", { ...recipe, tasks: [{ ...tasks[0], turn: 0 }, ...tasks.slice(1)] }, "turn"],
];
for (const [name, content, says] of FAULTS) {
  Deno.test(`a recipe is refused: ${name}`, () => {
    const error = assertThrows(() => readRecipe(content), TypeError, says);
    assertEquals(
      error.message.startsWith("Cannot use the recipe of the procedural suite:\n"),
      true,
    );
  });
}
