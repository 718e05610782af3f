/** The program: `deno task verify`, `list`, `explain` and `audit` start here. */
import { fileURLToPath } from "node:url";
import { start } from "./start.ts";

await start(async () => {
  const { claims } = await import("../../claims/mod.ts");
  const { openEngine, selfTest } = await import("../engine/mod.ts");
  return {
    claims,
    root: fileURLToPath(new URL("../../", import.meta.url)),
    openEngine: (device) => openEngine({ device }),
    selfTest: async (engine) => ({ ...await selfTest(engine) }),
  };
});
