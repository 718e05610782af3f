import type { ClaimSpec, PairedGain } from "../../src/claim/mod.ts";
import { measuredReading, publishedReading, SEEDS } from "../_experiments/readings.ts";
import registered from "./registered.json" with { type: "json" };
import { costProtocols, SMALLEST } from "./settings.ts";

/** OrthoReg is to cost less: the gain is TTA's ratio less OrthoReg's. */
const ofTime: PairedGain = {
  kind: "paired-gain",
  treated: "time-tta",
  baseline: "time-orthoreg",
  unit: "1",
  smallestEffect: SMALLEST,
};
const ofMemory: PairedGain = { ...ofTime, treated: "memory-tta", baseline: "memory-orthoreg" };
const protocols = costProtocols("coded");
/** Two seeds do not tell half a step from the noise of a busy machine: smoke times nothing. */
const timed = { ...protocols, smoke: [] };

/** P2.10. */
export const spec: ClaimSpec = {
  id: "orthoreg-cost",
  alias: "P2.10",
  version: 1,
  title: "OrthoReg costs less than linearised training",
  statement:
    "A training step with OrthoReg takes less time, over a step of plain fine-tuning, than a step of the linearised model (TTA) does.",
  place: "P2, Table 3",
  quantity: {
    name: "cost ratio of TTA less that of OrthoReg, each over plain fine-tuning",
    unit: "1",
    shape: "scalar a seed, the median over interleaved rounds; of memory one number",
  },
  inputs: "suite",
  readings: [
    measuredReading({
      id: "time",
      statement: "Time a step, with the penalty as coded.",
      criterion: ofTime,
      protocols: timed,
    }),
    measuredReading({
      id: "time-printed",
      statement: "Time a step, with the penalty as printed: squared, Gram of the columns.",
      criterion: ofTime,
      protocols: { ...costProtocols("printed"), smoke: [] },
    }),
    {
      ...measuredReading({
        id: "memory",
        statement:
          "Bytes of all tensors alive at the worst moment of a step, with the penalty as coded.",
        criterion: ofMemory,
        protocols,
      }),
      constructed: true,
    },
    publishedReading("cost", {
      statement:
        "The authors' minutes on Cars with ViT-L-14, one run each: OrthoReg over the method it is added to, TTA over Non-lin. FT.",
      place: "P2, Table 3",
      criterion: ofTime,
    }),
  ],
  controls: [
    {
      id: "penalty-twenty-times",
      kind: "negative",
      why: "the penalty's gradient is evaluated twenty times a step, which TTA must cost less than",
      readings: ["time"],
      registered: ["refuted"],
      protocols: timed,
    },
    {
      id: "tta-against-tta",
      kind: "negative",
      why: "the linearised step in OrthoReg's place holds just as much: the difference is 0",
      readings: ["memory"],
      registered: ["refuted"],
      protocols,
    },
    {
      id: "plain-against-plain",
      kind: "positive",
      why: "plain fine-tuning in OrthoReg's place: ratio 1, which TTA's must exceed",
      readings: ["time"],
      registered: ["supported"],
      protocols: timed,
    },
    {
      id: "plain-memory",
      kind: "positive",
      why:
        "plain fine-tuning in OrthoReg's place: it holds as much as itself, and TTA must hold more",
      readings: ["memory"],
      registered: ["supported"],
      protocols,
    },
  ],
  ledger: [
    {
      topic: "what is timed",
      paper:
        "Minutes of a whole fine-tuning on Cars, ViT-L-14: 158 plain, 177 with OrthoReg, 281 TTA.",
      chosen:
        "Rounds in one process, in each of which plain, OrthoReg and TTA take the same eight steps of 32 samples of the suite's first task by the same training code, after a step each that is not timed; upload and the reading of losses are part of it. A round's ratios, and their median, cancel what slows the machine for a while. Seconds differ from machine to machine and are never compared between them.",
    },
    {
      topic: "scale",
      paper:
        "The penalty's products of matrices cost about width/(batch × tokens) of a step: 1,024/(128 × 257).",
      chosen:
        "48/(32 × 16) here, three times as much, and the fixed cost of starting many small kernels besides: ratios of OrthoReg are upper bounds of those at the paper's scale.",
    },
    {
      topic: "memory",
      paper: "MB, as the GPU's driver or PyTorch's allocator has it; not said which.",
      chosen:
        "The most bytes of tensors alive at the end of any kernel of a step (tf.profile), less those alive before: weights, Adam's moments, activations and gradients. What kernels use within themselves, and what allocators keep, is not in it. It depends on shapes alone, so it is measured once, on noise.",
    },
    {
      topic: "seeds",
      paper: "One run.",
      chosen:
        "A seed is another series of rounds on other samples: the spread is that of timing on this machine at this time.",
    },
  ],
  registered: registered as ClaimSpec["registered"],
  seeds: SEEDS,
};
