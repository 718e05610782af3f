import { assertEquals } from "@std/assert";
import { sha256 } from "../../src/lab/mod.ts";
import { readFigures } from "./figures.ts";

const FOLDER = new URL("../../fixtures/published/", import.meta.url);

// A mistyped figure is sound in form, and next to none would change a verdict: but it would be shown
// as what the authors published. Whoever changes a file compares it with its source, then this.
const FILES = {
  "p1-experiments.csv": "8161bb3f339db99de83fb2b07c0f6bde8fb9bccfc660b3e6c5c3ea2224261f4e",
  "p1-gradient-norms.csv": "962255fdfda1780e03a4fcce6099e9b2a60e10363599ea0bea3b2789b7cc779c",
  "p2-table-1.csv": "c0bf5b425dc99f0f5efd8f3bb592d2d04910d724f1c56b81ff16e904ba8b3bbc",
  "p2-table-2.csv": "51ecd0f85bba606f3d315234830061d6bc37d596f50f1c89f8f4d803ceec96d5",
  "p2-table-3.csv": "3cbd9f9090be44a85a70f7b05a3add848311c479812e69eafd3a533aefd2e312",
  "p2-table-4.csv": "ff1b5be8e43bac47d01a8fe8630a9379099d84c1357b233c92e096a559164ca4",
  "p2-table-5.csv": "c91eedf623c10af2019a2067e8226567647a94021a2ec3907041d63ea0d2482d",
  "p2-table-6.csv": "d30645a002dded54adfcb424c76200990698285154207a47067830420032229f",
};

/** Figures as their sources print them, typed a second time. */
const PRINTED: Record<string, Record<string, string>> = {
  "p1-experiments.csv": {
    "eight-tasks/zero-shot": "0.551",
    "eight-tasks/dare/one-epoch": "0.717",
    "eight-tasks/ties/convergence": "0.561",
    "seven-tasks/sgd/convergence": "0.636",
    "gradient-cosine/EuroSAT/1": "-0.24",
    "gradient-cosine/DTD/largest": "0.40",
    "accumulated-gradient-cosine/SVHN/10%": "0.104",
    "accumulated-gradient-cosine/SUN397/100%": "0.107",
    "equal-budget/1x10": "0.722",
    "equal-budget/5x2": "0.853",
    "orders/1": "0.716",
    "orders/30": "0.905",
    "first-epoch-share/GTSRB": "0.681",
  },
  "p1-gradient-norms.csv": { "CIFAR100/1": "184.65073", "DTD/76": "0.20966372" },
  "p2-table-1.csv": {
    "B-32/non-lin/abs": "70.32",
    "B-32/non-lin+orthoreg/abs": "73.41",
    "B-32/tta/abs": "74.68",
    "B-32/tta+orthoreg/abs": "76.35",
    "B-32/att-ft/abs": "78.07",
    "B-32/att-ft+orthoreg/abs": "80.87",
    "B-32/lora-att/abs": "73.84",
    "B-32/lora-att+orthoreg/abs": "76.00",
    "B-16/non-lin/abs": "75.39",
    "B-16/non-lin/norm": "75.39",
  },
  "p2-table-2.csv": {
    "L-14/non-lin/target": "18.09",
    "L-14/non-lin+orthoreg/target": "16.33",
    "L-14/tta/target": "8.36",
    "L-14/tta+orthoreg/target": "8.36",
    "L-14/att-ft/target": "24.85",
    "L-14/att-ft+orthoreg/target": "14.67",
    "L-14/lora-att/target": "22.17",
    "L-14/lora-att+orthoreg/target": "13.94",
    "B-32/tta/target": "11.47",
    "B-32/tta+orthoreg/target": "11.39",
    "B-32/tta/target-delta": "-0.06",
  },
  "p2-table-3.csv": {
    "L-14/non-lin/time": "158.21",
    "L-14/non-lin+orthoreg/time": "177.04",
    "L-14/tta/time": "280.86",
  },
};

for (const [file, digest] of Object.entries(FILES)) {
  Deno.test(`${file} is the file that was compared with its source`, async () => {
    assertEquals(sha256(await Deno.readFile(new URL(file, FOLDER))), digest);
  });
}

Deno.test("no file of figures is left out", async () => {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) if (name.endsWith(".csv")) names.push(name);
  assertEquals(names.sort(), Object.keys(FILES));
});

for (const [file, printed] of Object.entries(PRINTED)) {
  Deno.test(`${file} has the figures that are quoted of it, to the last digit`, async () => {
    const figures = await readFigures(file);
    const found = Object.keys(printed).map((name) => [name, figures.get(name).printed]);
    assertEquals(found, Object.entries(printed));
  });
}

Deno.test("one figure that two tables hold is one figure", async () => {
  const figures = await readFigures("p1-experiments.csv");
  const same = [
    ["orders/1", "eight-tasks/task-arithmetic/one-epoch"],
    ["orders/10", "equal-budget/10x1"],
  ] as const;
  for (const [one, other] of same) assertEquals(figures.value(one), figures.value(other), one);
});
