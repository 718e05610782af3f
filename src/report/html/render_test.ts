import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import type { Report } from "../schema.ts";
import { ATTACKS, hostileOutcome } from "./_hostile_testing.ts";
import { claims, outcomeOf } from "./_outcome_testing.ts";
import { renderHtml } from "./render.ts";

const outcome = outcomeOf(claims());
const page = await renderHtml(outcome);

Deno.test("the page says what was claimed, measured and decided, and could it have failed", () => {
  for (
    const text of [
      "A verdict differs from the registered one.",
      "First epoch",
      "Both arms end at the same point.",
      "P1, Theorem 1",
      "no counter-example in 4 trials, worst 7 ulp, at most 12 ulp",
      "Supported if gap ≤ 12 ulp in every trial.",
      "differs from registered:",
      "Refuted when broken:",
      "4 of 4</b> controls came out as they must",
      "reported: -5 (",
      "Left to a larger profile:",
      "commit <code>0123456789abcdef</code>, with changes that are not committed",
      "deno task verify P1.1 --out &#39;my reports&#39;",
      "--rerun first-epoch-equivalence/stated/main/synthetic:tanh/0",
    ]
  ) assertStringIncludes(page, text);
  assertNotMatch(page, /class="warning"|id="drift"/);
});

Deno.test("the floor of the arithmetic is marked where the facts say what it is", () => {
  const section = (anchor: string) => page.split(`<section class="claim" id="${anchor}"`)[1]!;
  const stated = section("P1.1").split("</section>")[0]!;
  assertMatch(stated, /<svg class="strip"[^>]*>[^\n]*<path class="floor" d="M[\d.]+ 2v20"/);
  assertNotMatch(section("P2.8").split("</section>")[0]!, /class="floor"/);
});

Deno.test("every address leads into the page, and every place is there once", () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  assertEquals(ids.length, new Set(ids).size);
  const addresses = [...page.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => href);
  assertEquals(addresses.filter((href) => !ids.includes(href!.slice(1))), []);
  assertEquals(addresses.length > 10, true);
  assertNotMatch(page, /\s(src|srcset|action|style|on\w+)=/);
});

Deno.test("the same run gives the same page", async () => {
  assertEquals(await renderHtml(outcomeOf(claims())), page);
});

Deno.test("a run that was stopped says so first, and judges nothing", async () => {
  const stopped = await renderHtml(outcomeOf(claims(), { stopAfter: 3 }));
  assertMatch(stopped, /<main>\s*<p class="warning"[^>]*><strong>Not complete.<\/strong>/);
  assertStringIncludes(stopped, "The run was stopped by SIGINT: nothing is judged yet.");
  assertNotMatch(stopped, /data-status="(?!not-judged|not-run)/);
  const { end: _, ...record } = outcome.record;
  const { ended: _ended, elapsed: _elapsed, ...provenance } = outcome.report.provenance;
  const report = { ...outcome.report, provenance };
  const killed = await renderHtml({ report, record: { ...record, end: undefined } });
  assertStringIncludes(killed, "The run did not come to its end");
});

Deno.test("a shard says that it is one, and a merged run what it was merged from", async () => {
  const { record, report } = outcome;
  const plan = { ...record.plan!, shard: { index: 1, count: 3, cells: [0] } };
  const shard = await renderHtml({ report, record: { ...record, plan } });
  assertStringIncludes(shard, "This is shard 1 of 3");
  const { device, started, journalHead } = report.provenance;
  const shards = [{ index: 1, count: 3, device, started, ended: started, seconds: 5, cells: 7 }]
    .map((one) => ({ ...one, journalHead }));
  const provenance = { ...report.provenance, shards };
  const merged = await renderHtml({ record, report: { ...report, provenance } });
  assertStringIncludes(merged, "1 of 3: 7 cells on a device, started 2026-11-25 10:00 UTC, 5.0 s");
});

Deno.test("what differs from the baseline comes before the verdicts", async () => {
  const drift: NonNullable<Report["drift"]> = {
    baseline: { commit: "abc", recorded: "2026-11-20T00:00:00.000Z", device: "another" },
    bitwise: false,
    differs: [],
    changed: [],
    added: 0,
    compared: 10,
    equal: 9,
    findings: [{
      label: "bound-changed",
      claim: "gain",
      reading: "stated",
      arm: "main",
      was: "≥ 0.5",
      is: 0.25,
      text: "The bound is another: deno task baseline DIR --yes accepts it",
    }],
  };
  const drifted = await renderHtml({ ...outcome, report: { ...outcome.report, drift } });
  assertStringIncludes(drifted, "Against the baseline: 1 finding");
  assertStringIncludes(drifted, "deno task baseline DIR --yes accepts it");
  assertEquals(drifted.indexOf("bound changed") < drifted.indexOf('class="tally"'), true);
});

/** Tags with the names of their attributes, in order; scripts and styles hold no tags. */
function skeleton(text: string): readonly string[] {
  const body = text.replaceAll(/(<(script|style)\b[^>]*>)[^]*?(?=<\/\2>)/g, "$1")
    .replaceAll(/(<div class="drawing"[^>]*>)[^]*?(?=<\/div>)/g, "$1");
  return [...body.matchAll(/<(\/?[\w!]+)((?:[^<>"]|"[^"]*")*)>|[<>]/g)].map(([whole, name, rest]) =>
    name === undefined ? whole : `${name} ${rest!.replaceAll(/"[^"]*"/g, "")}`
  );
}

Deno.test("no text of a report becomes markup, whatever it is", async () => {
  const due = skeleton(page);
  const text = fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: "binary", maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (texts) => {
      assertEquals(skeleton(await renderHtml(hostileOutcome(texts))), due);
    }),
    { numRuns: 10, examples: [[[...ATTACKS]]] },
  );
});
