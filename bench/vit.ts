/**
 * Times one training step (forward, backward, the gradient's norm, AdamW) of the experiments' vision
 * transformer (16 tokens of 64, width 48, 2 blocks, 4 heads) under a frozen cosine head, with batches
 * of 64 and of 32, on wasm with replaced kernels and on wasm with OpenBLAS, beside the same step in
 * PyTorch on one thread.
 *
 *     deno run -A bench/vit.ts
 */

import { contest } from "./_contest.ts";
import { timeSteps } from "./_vit_engine.ts";

const turns = { rounds: 8, steps: 30, warmUp: 10 };
for (const batch of [64, 32]) {
  await contest(`ViT 48x2, batches of ${batch}, one training step`, {
    ...{ turns, script: "vit.py", question: { batch, ...turns } },
    limits: { openBlas: 1.5, replaced: 4 },
    timeSteps: (engine, turns) => timeSteps(engine, { ...turns, batch }),
  });
}
