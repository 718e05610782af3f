import { assertEquals } from "@std/assert";
import { claims } from "../mod.ts";

// A reading that trains as the claim does, whatever its name says, would agree with it.
const SAME = [{}];
const ADAM = [{ optimiser: "adam" }];
const SGD = [{ optimiser: "sgd" }];
const SHORT_BATCHES = [{ batchSize: 16, epochs: 6 }];
const VARIED_BASE = [{ base: "varied" }];
const VARIANTS = {
  "adam": ADAM,
  "sgd": SGD,
  "short-batches": SHORT_BATCHES,
  "varied-base": VARIED_BASE,
};
const MAIN = { model: "mlp", optimiser: "adamw", epochs: 10, batchSize: 64, base: "frozen" };

/** By claim: what its protocols have besides the training's settings, and each reading's changes. */
const TABLE: Record<string, { each?: object[]; readings: Record<string, object[]> }> = {
  "P1.6": {
    readings: {
      "epoch-mean": SAME,
      "first-five": SAME,
      "displacement": SAME,
      "full-gradient": SAME,
      ...VARIANTS,
    },
  },
  "P1.7": { readings: { "epoch-mean": SAME, "displacement": SAME, ...VARIANTS } },
  "P1.8": {
    readings: {
      "epoch-sum": SAME,
      "full-gradient": SAME,
      "gd": [{ optimiser: "gd", epochs: 5 }],
      "sgd": SGD,
      "adam": ADAM,
      "short-batches": SHORT_BATCHES,
      "varied-base": VARIED_BASE,
    },
  },
  "P1.9": {
    each: [
      { method: "task-arithmetic" },
      { method: "ties" },
      { method: "breadcrumbs" },
      { method: "dare" },
    ],
    readings: {
      "fixed": SAME,
      "tuned": SAME,
      ...VARIANTS,
      "further-methods": [{ method: "tsv" }, { method: "iso-c" }, { method: "consensus" }],
    },
  },
  "P1.10": {
    each: [{ rounds: 10, epochsPerRound: 1 }],
    readings: {
      "loss": SAME,
      "accuracy": SAME,
      "fewer-rounds": [{ rounds: 2, epochsPerRound: 5 }, { rounds: 5, epochsPerRound: 2 }],
      "sgd": SGD,
      "varied-base": VARIED_BASE,
    },
  },
  "P1.11": { readings: { "task-arithmetic": SAME, ...VARIANTS } },
  "P1.12": { readings: { "gradient-at-base": SAME, "accumulated": SAME, ...VARIANTS } },
};

for (const [alias, { each = [{}], readings }] of Object.entries(TABLE)) {
  const { spec } = claims.find(({ spec }) => spec.alias === alias)!;
  const measured = spec.readings.filter(({ published }) => !published);

  Deno.test(`${alias}: every reading trains as its name says, and not otherwise`, () => {
    assertEquals(measured.map(({ id }) => id), Object.keys(readings));
    for (const { id, protocols } of measured) {
      const expected = readings[id]!.flatMap((change) =>
        ("method" in change ? [{}] : each).map((own) => ({ ...MAIN, ...own, ...change }))
      );
      assertEquals(protocols.nightly.map(({ settings }) => settings), expected, id);
    }
  });

  Deno.test(`${alias}: what is not trained and merged as ever is left to nightly, P1.8's short ones excepted`, () => {
    for (const { id, protocols: { smoke, default: usual } } of measured) {
      const runs = readings[id] === SAME || alias === "P1.8" && ["gd", "sgd"].includes(id);
      assertEquals([smoke.length > 0, usual.length > 0], [runs, runs], id);
      const optimiser = { gd: "gd", sgd: "sgd" }[id] ?? "adamw";
      const short = optimiser === "adamw" ? 10 : 5;
      for (const { settings } of smoke) assertEquals(ofTraining(settings), [optimiser, 5], id);
      for (const { settings } of usual) assertEquals(ofTraining(settings), [optimiser, short], id);
    }
  });
}

const ofTraining = ({ optimiser, epochs }: Readonly<Record<string, unknown>>) => [
  optimiser,
  epochs,
];
