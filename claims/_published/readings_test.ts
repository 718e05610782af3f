import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { judge } from "../../src/claim/mod.ts";
import { readFigures } from "./figures.ts";
import { publishedFacts, publishedProtocols, type PublishedSetName } from "./readings.ts";

async function valuesOf(set: PublishedSetName, name: string): Promise<Record<string, number>> {
  const parts = publishedProtocols(set).default.map(({ id }) => id);
  return Object.fromEntries(
    await Promise.all(parts.map(async (part) => {
      const facts = await publishedFacts(set, part);
      return [part, facts.find((fact) => fact.name === name)!.value as number] as const;
    })),
  );
}

Deno.test("the log's shares are the ones quoted, to three decimals", async () => {
  const quoted = await readFigures("p1-experiments.csv");
  const shares = await valuesOf("first-epoch-share", "share");
  const tasks = quoted.below("first-epoch-share/");
  assertEquals(tasks.map(({ figure }) => figure.split("/")[1]), Object.keys(shares));
  for (const { figure, value } of tasks) {
    assertAlmostEquals(shares[figure.split("/")[1]!]!, value, 5e-4, figure);
  }
});

Deno.test("four of seven shares lie in [.3, .7], six when divided by five epochs", async () => {
  const inside = (shares: Record<string, number>) =>
    Object.values(shares).filter((share) => share >= 0.3 && share <= 0.7).length;
  assertEquals(inside(await valuesOf("first-epoch-share", "share")), 4);
  assertEquals(inside(await valuesOf("first-epoch-share", "share-of-five")), 6);
});

Deno.test("the first epoch's share is the largest in seven of seven", async () => {
  const margins = await valuesOf("first-epoch-share", "share-margin");
  assertEquals(Object.values(margins).filter((margin) => margin > 0).length, 7);
  assertEquals(await valuesOf("first-epoch-share", "epochs"), {
    CIFAR100: 6,
    SVHN: 4,
    RESISC45: 15,
    MNIST: 5,
    EuroSAT: 12,
    GTSRB: 11,
    DTD: 76,
  });
});

Deno.test("what one epoch retains of the merge's gain", async () => {
  const retained = await valuesOf("eight-tasks", "retained");
  // (.716 − .551)/(.726 − .551), and so on.
  assertAlmostEquals(retained["task-arithmetic"]!, 165 / 175, 1e-12);
  assertAlmostEquals(retained["ties"]!, 11 / 10, 1e-12);
  assertEquals(Object.keys(await valuesOf("seven-tasks", "convergence")), [
    "adam",
    "adamw-cosine",
    "sgd",
  ]);
});

Deno.test("every cosine falls", async () => {
  const falls = Object.values(await valuesOf("accumulated-gradient-cosine", "cosine-fall"));
  assertEquals(falls.filter((fall) => fall > 0).length, 6);
});

Deno.test("an unknown part is an error that names the parts", async () => {
  await assertRejects(() => publishedFacts("seven-tasks", "rmsprop"), RangeError, "adamw-cosine");
});

Deno.test("a single published seed is inconclusive, and its value is shown", async () => {
  const parts = publishedProtocols("first-epoch-share").default.map(({ id }) => id);
  const observations = await Promise.all(parts.map(async (part) => ({
    part,
    seed: 0,
    values: Object.fromEntries(
      (await publishedFacts("first-epoch-share", part)).map(({ name, value }) => [name, value]),
    ),
  })));
  const criterion = {
    kind: "range",
    quantity: "share",
    unit: "1",
    within: [0.3, 0.7],
  } as const;
  const { verdict } = judge({ criterion, parts, seeds: [0], observations });
  assertEquals(verdict.status === "inconclusive" && verdict.reason, "too-few-seeds");
  assertEquals("evidence" in verdict && verdict.evidence?.n, 1);
});
