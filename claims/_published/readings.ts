import type { Fact, Profile, Protocol } from "../../src/claim/mod.ts";
import { type Figures, readFigures } from "./figures.ts";
import { everyProfile } from "../_profiles.ts";

/** A set of P1's published figures: its parts, and what is known of each. */
interface PublishedSet {
  readonly parts: readonly string[];
  readonly file: string;
  facts(part: string, figures: Figures): readonly Fact[];
}

/** Tasks of the authors' log of gradient norms. */
const LOGGED = ["CIFAR100", "SVHN", "RESISC45", "MNIST", "EuroSAT", "GTSRB", "DTD"];
const NORMS = "p1-gradient-norms.csv", EXPERIMENTS = "p1-experiments.csv";

const scalar = (name: string, value: number, unit = "1"): Fact => ({ name, unit, value });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const SETS = {
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

/** Names of the sets of figures that P1 and its authors published. */
export type PublishedSetName = keyof typeof SETS;

/** A protocol for each part of a set (a task, a method, a schedule), the same in every profile. */
export function publishedProtocols(
  set: PublishedSetName,
): Readonly<Record<Profile, readonly Protocol[]>> {
  return everyProfile(SETS[set].parts.map((id) => ({ id, settings: {} })));
}

/**
 * The facts of one part of a set, by name; accuracies, shares and cosines lie in [−1, 1].
 *
 * @throws {RangeError} When the set has no such part, or its file is not what it should be.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const facts = await publishedFacts("equal-budget", "10x1");
 * assertEquals(facts.map(({ name, value }) => [name, value]), [
 *   ["iterative", 0.881],
 *   ["one-shot", 0.722],
 * ]);
 * ```
 */
export async function publishedFacts(
  set: PublishedSetName,
  part: string,
): Promise<readonly Fact[]> {
  const { parts, file, facts }: PublishedSet = SETS[set];
  if (!parts.includes(part)) {
    throw new RangeError(`Cannot read part '${part}' of ${set}: it is not one of ${parts}`);
  }
  return facts(part, await readFigures(file));
}

function parity(prefix: string, figures: Figures): readonly [number, number] {
  return [figures.value(`${prefix}/one-epoch`), figures.value(`${prefix}/convergence`)];
}
