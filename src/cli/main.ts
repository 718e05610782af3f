/** The program: `deno task verify`, `list`, `explain`, `audit`, `pretrain` and the workers start here. */
import { fileURLToPath } from "node:url";
import { start } from "./start.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

await start({
  root,
  async load() {
    const { claims } = await import("../../claims/mod.ts");
    const { openRealSuite, proceduralSuite } = await import("../data/mod.ts");
    const { openEngine, selfTest } = await import("../engine/mod.ts");
    return {
      claims,
      module: import.meta.url,
      root,
      openEngine: (device) => openEngine({ device }),
      selfTest: async (engine) => ({ ...await selfTest(engine) }),
      openSuite: async ({ profile, data }) =>
        data === undefined ? proceduralSuite({ profile }) : await openRealSuite(data, { profile }),
    };
  },
});
