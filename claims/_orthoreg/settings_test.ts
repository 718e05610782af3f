import { assertEquals } from "@std/assert";
import type { Profile } from "../../src/claim/mod.ts";
import { MODELS } from "../_experiments/model.ts";
import {
  METHODS,
  PENALTIES,
  regulariserOf,
  strengthsOf,
  tuningOf,
  updateProtocol,
  updateProtocols,
  updateRecipe,
} from "./settings.ts";

// Whole, and as figures: one that slips changes no verdict, and every number.

Deno.test("each penalty is this very regulariser", () => {
  const orthogonal = { kind: "orthogonal", strength: 3 } as const;
  assertEquals(Object.fromEntries(PENALTIES.map((name) => [name, regulariserOf(name, 3)])), {
    none: undefined,
    // P2 and both READMEs: Σ_l ‖ΔW_lᵀΔW_l − I‖_F².
    printed: { ...orthogonal, form: "squared", gram: "columns", qkv: "fused" },
    // The authors' code: ‖G − I‖_F, not squared, of the smaller side, queries, keys and values in one.
    coded: { ...orthogonal, form: "unsquared", gram: "smaller-side", qkv: "fused" },
    "printed-rows": { ...orthogonal, form: "squared", gram: "smaller-side", qkv: "fused" },
    split: { ...orthogonal, form: "unsquared", gram: "smaller-side", qkv: "split" },
    // To be held against the coded one, and so of its matrices.
    norm: { kind: "norm", gram: "smaller-side", qkv: "fused", strength: 3 },
  });
});

Deno.test("each method trains these very weights of the vision transformer", () => {
  const attention = [
    "transformer.resblocks.0.attn.in_proj_weight",
    "transformer.resblocks.0.attn.out_proj.weight",
    "transformer.resblocks.1.attn.in_proj_weight",
    "transformer.resblocks.1.attn.out_proj.weight",
  ];
  const { encoder } = MODELS.vit;
  assertEquals(Object.fromEntries(METHODS.map((method) => [method, tuningOf(method, encoder)])), {
    "non-lin": { kind: "all" },
    tta: { kind: "linearised" },
    "att-ft": { kind: "some", parameters: attention },
    // P2: rank 8; the authors' commands: alpha 8.
    "lora-att": { kind: "low-rank", parameters: attention, rank: 8, alpha: 8 },
  });
});

Deno.test("each method is trained by P2's recipe, with a rate and a warm-up of this scale", () => {
  const rates = { "non-lin": 0.004, tta: 0.008, "att-ft": 0.008, "lora-att": 0.016 };
  const sizes = { samples: 512, epochs: 8, batchSize: 32 };
  for (const method of METHODS) {
    assertEquals(updateRecipe({ method, ...sizes }), {
      // P2: AdamW, weight decay .1, cosine to 0, clip 1; but rate 1e-5, batch 128 and 500 steps of
      // warm-up, here a tenth of 8 · 512 / 32.
      optimiser: { kind: "adamw", learningRate: rates[method], weightDecay: 0.1 },
      schedule: { kind: "cosine", warmupSteps: 13 },
      clip: 1,
      batchSize: 32,
      epochs: 8,
    });
  }
  const other = updateRecipe({ method: "tta", ...sizes, epochs: 2 }, { learningRate: 0.001 });
  assertEquals(other, {
    optimiser: { kind: "adamw", learningRate: 0.001, weightDecay: 0.1 },
    schedule: { kind: "cosine", warmupSteps: 3 },
    clip: 1,
    batchSize: 32,
    epochs: 2,
  });
});

const sizes = {
  smoke: { tasks: 2, samples: 256, epochs: 4, batchSize: 32, strengths: [1] },
  default: { tasks: 4, samples: 512, epochs: 8, batchSize: 32, strengths: [0.1, 1, 10, 100] },
  nightly: { tasks: 4, samples: 1024, epochs: 8, batchSize: 64, strengths: [0.1, 1, 10, 100] },
};
const ids = { smoke: "T2-n256-e4", default: "T4-n512-e8", nightly: "T4-n1024-e8" };
const run = {
  smoke: ["non-lin", "att-ft"],
  default: ["non-lin", "att-ft"],
  nightly: ["non-lin", "tta", "att-ft", "lora-att"],
} as const;
const PROFILES: readonly Profile[] = ["smoke", "default", "nightly"];

Deno.test("a profile runs these methods, of these sizes, on the vision transformer's frozen base", () => {
  const protocols = updateProtocols("coded");
  const fixed = { model: "vit", base: "frozen", penalty: "coded" } as const;
  for (const profile of PROFILES) {
    const expected = run[profile].map((method) => ({
      id: `${method}-${ids[profile]}`,
      settings: { ...fixed, method, ...sizes[profile] },
    }));
    assertEquals(protocols[profile], expected);
  }
});

Deno.test("methods and profiles can be left out; one that a profile leaves out has its sizes still", () => {
  const { smoke, default: usual, nightly } = updateProtocols("split", {
    only: ["tta", "att-ft"],
    profiles: ["default", "nightly"],
  });
  const methods = [smoke, usual, nightly].map((each) =>
    each.map(({ settings }) => settings.method)
  );
  assertEquals(methods, [[], ["att-ft"], ["tta", "att-ft"]]);
  const { id, settings } = updateProtocol("smoke", { method: "lora-att", penalty: "none" });
  assertEquals(id, "lora-att-T2-n256-e4");
  assertEquals([settings.samples, settings.method, settings.penalty], [256, "lora-att", "none"]);
});

Deno.test("strengths span the range that P2 searches, a hundredth of it for the norm alone", () => {
  for (const penalty of PENALTIES) {
    const tried = penalty === "norm" ? [0.001, 1] : [0.1, 100];
    assertEquals(strengthsOf(penalty, [0.1, 100]), tried);
  }
});
