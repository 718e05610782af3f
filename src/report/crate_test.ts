import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { goldenReport, hostile, reportWith } from "./_reports_testing.ts";
import { CRATE_NAME, type CrateFile, renderCrate } from "./crate.ts";
import { crateFaults, crateReporter } from "./crate_file.ts";

type Entity = Record<string, unknown> & { "@id": string; "@type": string };

const FILES: readonly CrateFile[] = ["events.jsonl", "report.json"].map((name) => ({
  name,
  bytes: 12,
  sha256: "0".repeat(64),
}));

function entities(text: string): Map<string, Entity> {
  const graph: Entity[] = JSON.parse(text)["@graph"];
  const map = new Map(graph.map((entity) => [entity["@id"], entity]));
  assertEquals(map.size, graph.length, "an @id twice");
  return map;
}

/** What an entity refers to. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("@id" in value && Object.keys(value).length === 1) return [String(value["@id"])];
  return Object.values(value).flatMap(references);
}

/** What RO-Crate 1.1 and Process Run Crate 0.5 say an entity must or should have. */
const DUE: Readonly<Record<string, readonly string[]>> = {
  [CRATE_NAME]: ["conformsTo", "about"],
  "./": ["name", "description", "datePublished", "license", "conformsTo", "hasPart", "mentions"],
  "#taskproof": ["name", "softwareVersion"],
  "#run": [
    "name",
    "description",
    "startTime",
    "endTime",
    "instrument",
    "object",
    "result",
    "actionStatus",
  ],
  "report.json": ["name", "encodingFormat", "contentSize", "sha256"],
};

Deno.test("the crate has what its profile asks for, and every reference leads somewhere", () => {
  const text = renderCrate(goldenReport(), FILES);
  const all = entities(text);
  for (const [id, due] of Object.entries(DUE)) {
    assertEquals(due.filter((name) => !(name in all.get(id)!)), [], id);
  }
  const { conformsTo } = all.get("./")!;
  assertEquals(conformsTo, { "@id": "https://w3id.org/ro/wfrun/process/0.5" });
  assertEquals(all.get("#run")!["@type"], "CreateAction");
  assertEquals(all.get("#taskproof")!["@type"], "SoftwareApplication");
  assertEquals(references(all.get("#run")!.result), ["events.jsonl", "report.json"]);
  assertEquals(references(all.get("./")!.hasPart), ["events.jsonl", "report.json"]);
  // The specification itself and schema.org's states are described where they are.
  const abroad = ["https://w3id.org/ro/crate/1.1", "http://schema.org/CompletedActionStatus"];
  const missing = [...all.values()].flatMap(references).filter((id) => !all.has(id));
  assertEquals(missing.toSorted(), abroad.toSorted());
});

Deno.test("a run that was stopped has failed, and one that was killed has no end", () => {
  const { provenance: { ended: _, ...provenance }, ...report } = goldenReport();
  const all = entities(renderCrate({ ...report, provenance, interrupted: "SIGINT" }, FILES));
  const action = all.get("#run")!;
  assertEquals(action.actionStatus, { "@id": "http://schema.org/FailedActionStatus" });
  assertEquals([action.error, "endTime" in action], ["stopped by SIGINT", false]);
  assertEquals(all.get("./")!.datePublished, provenance.started);
});

Deno.test("no string adds an entity or a reference", () => {
  const outline = (text: string) =>
    [...entities(text)].map(([id, entity]) => [id, entity["@type"], references(entity)]);
  const due = outline(renderCrate(reportWith("text"), FILES));
  fc.assert(
    fc.property(hostile, (text) => {
      assertEquals(outline(renderCrate(reportWith(text), FILES)), due);
    }),
    { numRuns: 50 },
  );
});

Deno.test("a folder's crate describes its files, and is wrong once one is changed", async (t) => {
  const dir = Deno.makeTempDirSync();
  const write = (name: string, text: string) => Deno.writeTextFileSync(`${dir}/${name}`, text);
  const report = goldenReport();
  try {
    assertEquals(crateFaults(dir, report), []);
    write("events.jsonl", "{}\n");
    write("summary.md", "abc");
    write("another.txt", "not of the program");
    await crateReporter(dir).onEnd!({ report, record: {} as never });
    const crate = Deno.readTextFileSync(`${dir}/${CRATE_NAME}`);
    const all = entities(crate);
    assertEquals(references(all.get("./")!.hasPart), ["events.jsonl", "summary.md"]);
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertEquals([all.get("summary.md")!.sha256, all.get("summary.md")!.contentSize], [
      digest,
      "3",
    ]);
    assertEquals(crateFaults(dir, report), []);
    await t.step("a file that came later is no fault", () => {
      write("junit.xml", "<a/>");
      assertEquals(crateFaults(dir, report), []);
    });
    const isWrong = (due = report) => {
      const faults = crateFaults(dir, due);
      assertEquals(faults.length, 1);
      assert(faults[0]!.startsWith(`${CRATE_NAME} does not describe the folder: `));
    };
    await t.step("a file that was changed", () => {
      write("summary.md", "abd");
      isWrong();
    });
    await t.step("a file that was removed", () => {
      Deno.removeSync(`${dir}/summary.md`);
      isWrong();
      write("summary.md", "abc");
    });
    await t.step("a crate of another run, or one that leads out of the folder", () => {
      isWrong({ ...report, profile: "nightly" });
      write(CRATE_NAME, crate.replaceAll("summary.md", "../../dev/zero"));
      isWrong();
    });
    await t.step("a folder in its place", () => {
      Deno.removeSync(`${dir}/${CRATE_NAME}`);
      Deno.mkdirSync(`${dir}/${CRATE_NAME}`);
      const [fault] = crateFaults(dir, report);
      assert(fault!.startsWith(`${CRATE_NAME} cannot be read: `));
    });
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
