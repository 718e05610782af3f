import { assertEquals } from "@std/assert";
import { updateProtocols, updateRecipe, type UpdateSettings } from "../_orthoreg/settings.ts";
import { firstStepProtocols, movedLayers, shownLayer, strongProtocols } from "./settings.ts";

const stepsOf = (settings: UpdateSettings) =>
  updateRecipe(settings).epochs * Math.floor(settings.samples / settings.batchSize);

Deno.test("the strong penalty has as many steps in every profile, and the first step is one", () => {
  for (const profile of ["smoke", "default", "nightly"] as const) {
    const [strong, first] = [strongProtocols(), firstStepProtocols()].map((protocols) =>
      protocols[profile].map((
        { settings },
      ) => [stepsOf(settings), settings.strengths, settings.tasks])
    );
    assertEquals([strong, first], [[[128, [100], 1]], [[1, [100], 1]]]);
  }
});

Deno.test("a method's layers are the weight matrices that it trains", () => {
  const { nightly } = updateProtocols("coded");
  const layers = nightly.map(({ settings }) => movedLayers(settings));
  // Patches, two blocks of four matrices, and the projection; attention alone has two a block.
  assertEquals(layers.map(({ length }) => length), [10, 10, 4, 4]);
  for (const { settings } of nightly) {
    const { rows, columns } = shownLayer(settings);
    assertEquals([rows, columns], [144, 48]);
  }
});
