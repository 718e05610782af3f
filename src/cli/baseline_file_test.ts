import { assertEquals, assertThrows } from "@std/assert";
import { temporaryFolder } from "../../tests/temporary_folder.ts";
import { type Baseline, renderBaseline } from "../drift/mod.ts";
import { chosenBaseline } from "./baseline_file.ts";
import { UsageError } from "./usage.ts";

const BASELINE: Baseline = {
  schema: 1,
  journal: "0",
  profile: "smoke",
  suite: "procedural",
  recorded: "2026-01-01T00:00:00.000Z",
  code: { hash: "a", commit: "abc", dirty: false },
  versions: {},
  device: { kind: "cpu", label: "cpu" },
  inputs: [],
  arms: [],
};

Deno.test("a baseline is named by its file or its folder, and must be of the run's kind", () => {
  using folder = temporaryFolder();
  const dir = folder.path;
  const path = `${dir}/smoke-procedural.json`;
  Deno.writeTextFileSync(path, renderBaseline(BASELINE));
  const smoke = { profile: "smoke", suite: "procedural" } as const;
  for (const given of [path, dir]) assertEquals(chosenBaseline(given, smoke), BASELINE);
  assertEquals(chosenBaseline("none", smoke), undefined);
  const refused = (given: string, profile: "smoke" | "nightly", sentence: string) =>
    assertThrows(() => chosenBaseline(given, { ...smoke, profile }), UsageError, sentence);
  refused(path, "nightly", "it is of smoke, procedural, and the run is of nightly, procedural.");
  refused(dir, "nightly", `${dir}/nightly-procedural.json: there is no such file.`);
  Deno.writeTextFileSync(path, renderBaseline(BASELINE).replace('"schema":1', '"schema":2'));
  refused(path, "smoke", "it has schema 2, and this program reads schema 1");
});
