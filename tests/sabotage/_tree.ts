import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

/** One textual change of one file: `find` must occur exactly once. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const FIXTURE = "tests/sabotage/_fixture_claims.ts";

/** Folder of a tree for temporary folders. */
const TEMPORARY = "tmp";

/** Lets the real program judge the trimmed claims. */
const AT_FIXTURE_SIZE: Patch = {
  file: "src/cli/main.ts",
  find: '"../../claims/mod.ts"',
  replace: `"../../${FIXTURE}"`,
};

/** What the real program said. */
export interface Outcome {
  readonly status: number;
  /** Verdict by reading, as `status` or `status:reason`. */
  readonly readings: Readonly<Record<string, string>>;
  /** Verdict by `control@reading`. */
  readonly controls: Readonly<Record<string, string>>;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** A copy of the program's source in a temporary folder, at fixture size. */
export class Tree implements AsyncDisposable {
  private constructor(readonly folder: string) {}

  /** Tests that are to fail may be killed, so what they leave behind must lie in the tree. */
  get #env(): Record<string, string> {
    return { NO_COLOR: "1", TMPDIR: `${this.folder}/${TEMPORARY}` };
  }

  /** @throws {RangeError} If a patch no longer applies. */
  static async copy(patches: readonly Patch[] = []): Promise<Tree> {
    await using stack = new AsyncDisposableStack();
    const tree = stack.use(new Tree(await Deno.makeTempDir({ prefix: "taskproof-sabotage-" })));
    for (const name of ["deno.json", "deno.lock"]) {
      await Deno.copyFile(new URL(name, ROOT), `${tree.folder}/${name}`);
    }
    for (const name of ["src", "claims", "fixtures", "tests"]) await copyFolder(name, tree.folder);
    await Deno.mkdir(`${tree.folder}/${TEMPORARY}`);
    for (const patch of [...patches, AT_FIXTURE_SIZE]) await tree.apply(patch);
    // Whoever asked for it removes it; where it cannot be made, it goes at once.
    stack.move();
    return tree;
  }

  /** Measures and judges one claim with the real command line. */
  verify(claim: string, options: readonly string[] = []): Promise<Outcome> {
    const out = `${this.folder}/report`;
    const args = [
      "verify",
      claim,
      "--profile",
      "smoke",
      "--out",
      out,
      "--quiet",
      "--reporter",
      "json",
      ...options,
    ];
    return this.run(args, out);
  }

  /** Cuts the journal in the middle of a line half-way, as a kill would have left it. */
  async breakOff(): Promise<void> {
    const path = `${this.folder}/report/events.jsonl`;
    await Deno.truncate(path, Math.floor((await Deno.stat(path)).size / 2));
    await Deno.remove(`${this.folder}/report/report.json`);
  }

  /** Recomputes the verdicts of the report that {@linkcode verify} left. */
  audit(): Promise<Outcome> {
    const out = `${this.folder}/report`;
    return this.run(["audit", out], out);
  }

  /** Runs test files of the copy. */
  async test(
    files: readonly string[],
  ): Promise<{ readonly code: number; readonly output: string }> {
    const pinned = ["--config", "tests/deno.json", "--lock", "tests/deno.lock", "--frozen"];
    const command = new Deno.Command(Deno.execPath(), {
      args: ["test", "--doc", "--no-check", ...pinned, "--cached-only", "--allow-all", ...files],
      cwd: this.folder,
      env: this.#env,
    });
    const { code, stdout, stderr } = await command.output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, output: text(stdout) + text(stderr) };
  }

  async [Symbol.asyncDispose]() {
    await Deno.remove(this.folder, { recursive: true });
  }

  private async run(args: readonly string[], out: string): Promise<Outcome> {
    const started = performance.now();
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", "--no-check", "--frozen", "src/cli/main.ts", ...args],
      cwd: this.folder,
      env: this.#env,
    });
    const { code, stderr } = await command.output();
    const milliseconds = performance.now() - started;
    const readings: Record<string, string> = {}, controls: Record<string, string> = {};
    for (const claim of (await readReport(`${out}/report.json`)).claims) {
      for (const reading of claim.readings) {
        readings[reading.id] = keyOf(reading.verdict);
        for (const control of reading.controls) {
          controls[`${control.id}@${reading.id}`] = keyOf(control.verdict);
        }
      }
    }
    const text = new TextDecoder().decode(stderr);
    return { status: code, readings, controls, stderr: text, milliseconds };
  }

  private async apply({ file, find, replace }: Patch): Promise<void> {
    const path = `${this.folder}/${file}`;
    const text = await Deno.readTextFile(path);
    const places = text.split(find).length - 1;
    if (places !== 1) {
      throw new RangeError(
        `Cannot sabotage ${file}: the patched text occurs ${places} times, not once:\n${find}`,
      );
    }
    await Deno.writeTextFile(path, text.replace(find, () => replace));
  }
}

interface JudgedArm {
  readonly id: string;
  readonly verdict: { readonly status: string; readonly reason?: string };
}

interface ReportClaims {
  readonly claims: readonly {
    readonly readings: readonly (JudgedArm & { readonly controls: readonly JudgedArm[] })[];
  }[];
}

async function readReport(path: string): Promise<ReportClaims> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { claims: [] };
    throw error;
  }
}

const keyOf = ({ status, reason }: JudgedArm["verdict"]): string =>
  reason === undefined ? status : `${status}:${reason}`;

async function copyFolder(name: string, target: string): Promise<void> {
  await Deno.mkdir(`${target}/${name}`);
  for await (const entry of Deno.readDir(fileURLToPath(new URL(name, ROOT)))) {
    const path = `${name}/${entry.name}`;
    if (entry.isDirectory) await copyFolder(path, target);
    else await Deno.copyFile(new URL(path, ROOT), `${target}/${path}`);
  }
}
