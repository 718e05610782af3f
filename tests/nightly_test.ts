import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Report, ReportSchema } from "../src/report/mod.ts";
import { bareRepository, command, shims } from "./checkout.ts";
import { temporaryFolder } from "./fixture/program.ts";
import { readWorkflow, runJob, type StepOutcome } from "./workflow.ts";

const WORKFLOW = readWorkflow(new URL("../.github/workflows/nightly.yml", import.meta.url));

/** The file's own switches: two shards of claims that take no time. */
const SWITCHES = { PROFILE: "smoke", SHARDS: "2", JOBS: "1", CLAIMS: "T.* P2.4" };

Deno.test("the nightly file runs here, step by step as written", async (t) => {
  using folder = temporaryFolder();
  const night = new Night(folder.path);
  await t.step("every shard is measured, on a machine of its own", () => {
    for (const shard of [1, 2]) {
      const [install, measure] = night.run("shard", { shard });
      assertEquals([install!.name, install!.code], ["Install OpenBLAS", 0]);
      assertEquals(measure!.code, 0, measure!.output);
      assertStringIncludes(measure!.output, `shard ${shard} of 2 in reports/shard-${shard}: `);
    }
    assertEquals(Deno.readTextFileSync(night.calls).split("\n").slice(0, 2), [
      "sudo apt-get update",
      "sudo apt-get install -y --no-install-recommends libopenblas0-pthread",
    ]);
  });
  await t.step("the shards are merged, compared, audited and kept", () => {
    const outcomes = night.run("merge");
    assertEquals(outcomes.map(({ code, output }) => code === 0 ? "" : output).join(""), "");
    assertStringIncludes(step(outcomes, "Merge, judge and compare").output, "as registered");
    assertStringIncludes(step(outcomes, "Check the report").output, "everything agrees");
    const report = night.report();
    assertEquals(report.profile, "smoke");
    assertEquals(report.provenance.shards!.map(({ index }) => index), [1, 2]);
    assertMatch(report.provenance.code.commit, /^[0-9a-f]{40}$/);
    assertEquals(report.provenance.code.dirty, false);
    assertStringIncludes(Deno.readTextFileSync(night.summary), "P2.4");
  });
  await t.step("the branch history gets a line a night", () => {
    assertEquals(night.history(), { commits: 1, lines: 1 });
    // The same shards again are another run: its journal says when they were merged.
    night.run("merge");
    assertEquals(night.history(), { commits: 2, lines: 2 });
  });
  await t.step("a shard that is not there fails the night by name", () => {
    night.lose("shard-2");
    const outcomes = night.run("merge");
    const merge = step(outcomes, "Merge, judge and compare");
    assertEquals(merge.code, 4);
    assertStringIncludes(merge.output, "Cannot merge: shard 2 of 2 is missing; ");
    assertEquals(step(outcomes, "Keep the history").code, 0);
    assertEquals(night.history(), { commits: 2, lines: 2 });
    assert(outcomes.every(({ name }) => name !== "Check the report"), "it was not skipped");
  });
});

function step(outcomes: readonly StepOutcome[], name: string): StepOutcome {
  const found = outcomes.find((outcome) => outcome.name === name);
  assert(found, `there is no step '${name}'`);
  return found;
}

/** Machines with a clone each, and what stands for the place that artifacts are kept at. */
class Night {
  readonly calls: string;
  /** What the page of the job shows. */
  readonly summary: string;
  readonly #dir: string;
  #machines = 0;

  constructor(dir: string) {
    this.#dir = dir;
    this.calls = shims(`${dir}/bin`, ["sudo"]);
    this.summary = `${dir}/summary.md`;
    bareRepository(`${dir}/origin.git`);
    Deno.mkdirSync(`${dir}/artifacts`);
  }

  /** Runs a job on a new machine. */
  run(job: string, matrix: Readonly<Record<string, number>> = {}): StepOutcome[] {
    const cwd = `${this.#dir}/machine-${++this.#machines}`;
    command(["git", "clone", "--quiet", `${this.#dir}/origin.git`, cwd], { cwd: this.#dir });
    return runJob(WORKFLOW, WORKFLOW.jobs[job]!, {
      cwd,
      env: { ...SWITCHES, ...this.#machine() },
      context: Object.fromEntries(
        Object.entries(matrix).map(([name, value]) => [`matrix.${name}`, value]),
      ),
      use: (action, inputs) => {
        if (action === "actions/upload-artifact") this.#upload(cwd, inputs);
        if (action === "actions/download-artifact") this.#download(cwd, inputs);
      },
    });
  }

  lose(artifact: string): void {
    Deno.removeSync(`${this.#dir}/artifacts/${artifact}`, { recursive: true });
  }

  /** The branch that the nights are kept on. */
  history(): { commits: number; lines: number } {
    const git = (...args: string[]) =>
      command(["git", ...args], { cwd: `${this.#dir}/origin.git` }).trimEnd();
    return {
      commits: Number(git("rev-list", "--count", "history")),
      lines: git("show", "history:history.jsonl").split("\n").length,
    };
  }

  report(): Report {
    const path = `${this.#dir}/artifacts/report/merged/report.json`;
    return ReportSchema.parse(JSON.parse(Deno.readTextFileSync(path)));
  }

  /** What any machine has in its environment. */
  #machine(): Record<string, string> {
    const kept = ["HOME", "DENO_DIR", "XDG_CACHE_HOME", "LD_LIBRARY_PATH"]
      .flatMap((name) => Deno.env.has(name) ? [[name, Deno.env.get(name)!]] : []);
    const path = `${this.#dir}/bin:${Deno.env.get("PATH")}`;
    return {
      ...Object.fromEntries(kept),
      PATH: path,
      NO_COLOR: "1",
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_STEP_SUMMARY: this.summary,
    };
  }

  /** One path is kept as what is in it, several with their names, as the action does. */
  #upload(cwd: string, { name, path }: Readonly<Record<string, string>>): void {
    const paths = path!.trim().split("\n");
    const target = `${this.#dir}/artifacts/${name}`;
    for (const one of paths) {
      const from = `${cwd}/${one}`;
      const to = paths.length === 1 ? target : `${target}/${one.split("/").at(-1)}`;
      if (!exists(from)) continue;
      Deno.mkdirSync(to.slice(0, to.lastIndexOf("/")), { recursive: true });
      command(["cp", "-rT", from, to], { cwd });
    }
  }

  #download(cwd: string, { pattern, path }: Readonly<Record<string, string>>): void {
    const prefix = pattern!.replace("*", "");
    for (const { name } of Deno.readDirSync(`${this.#dir}/artifacts`)) {
      if (!name.startsWith(prefix)) continue;
      Deno.mkdirSync(`${cwd}/${path}`, { recursive: true });
      command(["cp", "-r", `${this.#dir}/artifacts/${name}`, `${cwd}/${path}/${name}`], { cwd });
    }
  }
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
