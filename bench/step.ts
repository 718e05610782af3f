/**
 * Times one full-batch step (forward, backward, update) of an MLP 192-256-10 on 1,024 samples, on
 * wasm with replaced kernels and on wasm with OpenBLAS, beside the same step in PyTorch on one
 * thread.
 *
 *     deno run -A bench/step.ts
 */

import { contest } from "./_contest.ts";
import { timeSteps } from "./_step_engine.ts";

const turns = { rounds: 12, steps: 25, warmUp: 5 };
await contest("MLP 192-256-10, 1,024 samples, one full-batch step", {
  ...{ turns, timeSteps, script: "step.py", question: turns.steps },
  limits: { openBlas: 1.3, replaced: 5 },
});
