import { assertEquals } from "@std/assert";
import { RunDesk } from "./desk.ts";

Deno.test("whoever waits gets the run's origin, or, when its training failed, the run to train", async () => {
  const desk = new RunDesk();
  const heard: string[] = [];
  const ask = (who: string) =>
    desk.claim("a").then((origin) => void heard.push(`${who}: ${origin ?? "yours"}`));
  const others = [ask("first"), ask("second"), ask("third")];
  await others[0];
  assertEquals(heard, ["first: yours"]);
  desk.settle("a", undefined);
  await others[1];
  assertEquals(heard, ["first: yours", "second: yours"]);
  desk.settle("a", "trained");
  await Promise.all(others);
  assertEquals(heard[2], "third: trained");
  assertEquals(await desk.claim("a"), "trained");
});

Deno.test("a failed training that nobody waits for is begun anew by the next", async () => {
  const desk = new RunDesk();
  await desk.claim("a");
  desk.settle("a", undefined);
  assertEquals(await desk.claim("a"), undefined);
  assertEquals(desk.counts(), { distinct: 0, trained: 0, cached: 0 });
});

Deno.test("runs are counted by where they are from, trainings as often as they were made", async () => {
  const desk = new RunDesk();
  for (const name of ["a", "b", "c"]) await desk.claim(name);
  desk.settle("a", "trained");
  desk.settle("b", "stored");
  desk.settle("c", "stored");
  // The file of b turned out to be damaged.
  desk.settle("b", "trained");
  assertEquals(desk.counts(), { distinct: 3, trained: 2, cached: 1 });
});
