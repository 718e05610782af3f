import type { Family } from "./_family.ts";
import { house } from "./house.ts";
import { overhead } from "./overhead.ts";
import { satellite } from "./satellite.ts";
import { scenes } from "./scenes.ts";
import { signs } from "./signs.ts";
import { silhouettes } from "./silhouettes.ts";
import { strokes } from "./strokes.ts";
import { textures } from "./textures.ts";

/** Every kind of picture by its name. */
export const FAMILIES = {
  strokes,
  house,
  signs,
  satellite,
  textures,
  overhead,
  silhouettes,
  scenes,
} as const satisfies Readonly<Record<string, Family>>;

/** The name of a kind of picture. */
export type FamilyName = keyof typeof FAMILIES;
