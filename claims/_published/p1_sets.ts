import type { Figures } from "./figures.ts";
import { type PublishedSet, scalar } from "./set.ts";

/** Tasks of the authors' log of gradient norms. */
const LOGGED = ["CIFAR100", "SVHN", "RESISC45", "MNIST", "EuroSAT", "GTSRB", "DTD"];
const NORMS = "p1-gradient-norms.csv", EXPERIMENTS = "p1-experiments.csv";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What P1 and its authors published of its experiments; accuracies are shares of one. */
export const P1_SETS = {
  /** P1.6, P1.7: shares of the summed norm by the authors' definition, from their log. */
  "first-epoch-share": {
    parts: LOGGED,
    file: NORMS,
    facts(task, figures) {
      const norms = figures.below(`${task}/`).map(({ value }) => value);
      const total = sum(norms), shares = norms.map((norm) => norm / total);
      const later = Math.max(...shares.slice(1));
      return [
        scalar("epochs", norms.length, "epochs"),
        { name: "shares", unit: "1", value: shares },
        scalar("share", shares[0]!),
        scalar("share-of-five", norms[0]! / sum(norms.slice(0, 5))),
        scalar("largest-later-share", later),
        scalar("share-margin", shares[0]! - later),
      ];
    },
  },
  /**
   * P1.8: the smallest of the cosines that are quoted from the AdamW heat maps. Of DTD the largest
   * alone is quoted: the smallest is no larger.
   */
  "gradient-cosine": {
    parts: ["EuroSAT", "DTD"],
    file: EXPERIMENTS,
    facts(task, figures) {
      const cosines = figures.below(`gradient-cosine/${task}/`).map(({ value }) => value);
      return [
        scalar("smallest-cosine", Math.min(...cosines)),
        { name: "cosines", unit: "1", value: cosines },
      ];
    },
  },
  /** P1.9: four methods, AdamW. */
  "eight-tasks": {
    parts: ["task-arithmetic", "breadcrumbs", "dare", "ties"],
    file: EXPERIMENTS,
    facts(method, figures) {
      const base = figures.value("eight-tasks/zero-shot");
      const [one, converged] = parity(`eight-tasks/${method}`, figures);
      return [
        scalar("zero-shot", base),
        scalar("one-epoch", one),
        scalar("convergence", converged),
        scalar("retained", (one - base) / (converged - base)),
      ];
    },
  },
  /** P1.9: three optimisers; the zero-shot accuracy of these seven tasks is not known to us. */
  "seven-tasks": {
    parts: ["adam", "adamw-cosine", "sgd"],
    file: EXPERIMENTS,
    facts(optimiser, figures) {
      const [one, converged] = parity(`seven-tasks/${optimiser}`, figures);
      return [scalar("one-epoch", one), scalar("convergence", converged)];
    },
  },
  /** P1.10: orders × epochs at ten epochs in all, against merging once. */
  "equal-budget": {
    parts: ["2x5", "5x2", "10x1"],
    file: EXPERIMENTS,
    facts: (schedule, figures) => [
      scalar("iterative", figures.value(`equal-budget/${schedule}`)),
      scalar("one-shot", figures.value("equal-budget/1x10")),
    ],
  },
  /**
   * P1.10: so many orders of one epoch, against the best merge by task arithmetic that is published
   * for the same tasks, that of converged vectors. One order is a merge after one epoch: no part.
   */
  "orders": {
    parts: ["2", "5", "10", "30"],
    file: EXPERIMENTS,
    facts: (orders, figures) => [
      scalar("iterative", figures.value(`orders/${orders}`)),
      scalar("one-shot", figures.value("eight-tasks/task-arithmetic/convergence")),
    ],
  },
  /** P1.12: cosine of the task vector with the gradient accumulated over the first epoch. */
  "accumulated-gradient-cosine": {
    parts: ["DTD", "GTSRB", "EuroSAT", "SVHN", "MNIST", "SUN397"],
    file: EXPERIMENTS,
    facts(task, figures) {
      const at = (training: string) =>
        figures.value(`accumulated-gradient-cosine/${task}/${training}`);
      return [
        scalar("cosine-first", at("10%")),
        scalar("cosine-last", at("100%")),
        scalar("cosine-fall", at("10%") - at("100%")),
      ];
    },
  },
} satisfies Record<string, PublishedSet>;

function parity(prefix: string, figures: Figures): readonly [number, number] {
  return [figures.value(`${prefix}/one-epoch`), figures.value(`${prefix}/convergence`)];
}
