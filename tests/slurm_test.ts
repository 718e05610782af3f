import { assertEquals, assertGreater, assertStringIncludes } from "@std/assert";
import { bareRepository, command, shims } from "./checkout.ts";
import { temporaryFolder } from "./fixture/program.ts";

/** Set on a machine with Debian's slurmctld, slurmd, slurm-client and munge, as root. */
const WANTED = Deno.env.get("TASKPROOF_SLURM") === "1";

Deno.test({
  name: "Slurm measures the shards as an array and merges them after it (TASKPROOF_SLURM=1)",
  ignore: !WANTED,
  async fn() {
    using folder = temporaryFolder();
    await using slurm = await Slurm.start(`${folder.path}/slurm`);
    shims(`${folder.path}/bin`, []);
    bareRepository(`${folder.path}/origin.git`);
    const cwd = `${folder.path}/clone`;
    command(["git", "clone", "--quiet", `${folder.path}/origin.git`, cwd], { cwd: folder.path });
    const env = {
      ...slurm.env,
      PATH: `${folder.path}/bin:${Deno.env.get("PATH")}`,
      PROFILE: "smoke",
      CLAIMS: "T.1 P2.4",
    };
    const submit = (...args: string[]) =>
      command(["sbatch", "--parsable", ...args, "deploy/slurm/verify.sbatch"], { cwd, env }).trim();
    const array = submit("--array=1-3");
    const merge = submit(`--dependency=afterany:${array}`);
    await until(() => state(merge, { cwd, env }) === "COMPLETED");
    const logs = [...Deno.readDirSync(cwd)].filter(({ name }) => name.endsWith(".log"))
      .map(({ name }) => `${name}\n${Deno.readTextFileSync(`${cwd}/${name}`)}`);
    assertEquals(state(array, { cwd, env }), "COMPLETED", logs.join("\n"));
    assertEquals(logs.length, 4);
    const run = `${cwd}/reports/slurm-smoke`;
    const report = JSON.parse(Deno.readTextFileSync(`${run}/merged/report.json`));
    assertEquals(
      report.provenance.shards.map(({ index, count }: Record<string, number>) => [index, count]),
      [[1, 3], [2, 3], [3, 3]],
    );
    assertStringIncludes(
      command(["deno", "task", "audit", `${run}/merged`], { cwd, env }),
      "agrees",
    );
  },
});

/** The state of a job, the one its tasks agree on. */
function state(job: string, options: { cwd: string; env: Record<string, string> }): string {
  const text = command(["scontrol", "show", "job", job], options);
  const states = new Set([...text.matchAll(/JobState=(\w+)/g)].map(([, state]) => state!));
  return [...states].join(",");
}

/** A cluster of one node, this one, with daemons of its own. */
class Slurm implements AsyncDisposable {
  readonly env: Record<string, string>;
  readonly #daemons: Deno.ChildProcess[] = [];

  private constructor(dir: string) {
    this.env = { SLURM_CONF: `${dir}/slurm.conf` };
  }

  static async start(dir: string): Promise<Slurm> {
    const host = Deno.hostname();
    for (const name of ["state", "spool", "munge"]) {
      Deno.mkdirSync(`${dir}/${name}`, { recursive: true });
    }
    const key = crypto.getRandomValues(new Uint8Array(1024));
    Deno.writeFileSync(`${dir}/munge/key`, key, { mode: 0o400 });
    const cpus = navigator.hardwareConcurrency;
    Deno.writeTextFileSync(
      `${dir}/slurm.conf`,
      `ClusterName=taskproof
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${dir}/munge/socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
StateSaveLocation=${dir}/state
SlurmdSpoolDir=${dir}/spool
SlurmctldPidFile=${dir}/slurmctld.pid
SlurmdPidFile=${dir}/slurmd.pid
SlurmctldLogFile=${dir}/slurmctld.log
SlurmdLogFile=${dir}/slurmd.log
ReturnToService=2
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${cpus} RealMemory=6000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`,
    );
    const slurm = new Slurm(dir);
    const munge = `${dir}/munge`;
    slurm.#spawn("munged", [
      "--foreground",
      "--force",
      `--key-file=${munge}/key`,
      `--socket=${munge}/socket`,
      `--pid-file=${munge}/pid`,
      `--seed-file=${munge}/seed`,
      `--log-file=${munge}/log`,
    ]);
    await until(() => exists(`${munge}/socket`));
    slurm.#spawn("slurmctld", ["-D", "-i"]);
    slurm.#spawn("slurmd", ["-D"]);
    await until(() => {
      try {
        const states = command(["sinfo", "--noheader", "--format=%t"], {
          cwd: dir,
          env: slurm.env,
        });
        return states.trim() === "idle";
      } catch {
        return false;
      }
    });
    return slurm;
  }

  #spawn(name: string, args: readonly string[]): void {
    const daemon = new Deno.Command(name, {
      args: [...args],
      env: this.env,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    });
    this.#daemons.push(daemon.spawn());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const daemon of this.#daemons.toReversed()) {
      daemon.kill("SIGTERM");
      await daemon.status;
    }
  }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 180_000;
  while (!condition()) {
    assertGreater(deadline, performance.now(), "Slurm did not get there in three minutes");
    await new Promise((resolve) => setTimeout(resolve, 500));
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
