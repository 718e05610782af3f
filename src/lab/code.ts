import { sha256 } from "./digest.ts";

/** Which program ran. */
export interface CodeRecord {
  /** SHA-256 over the program's own source files. */
  readonly hash: string;
  /** Git commit, or `unknown`. */
  readonly commit: string;
  /** Whether the working tree differed from that commit. */
  readonly dirty: boolean | "unknown";
}

/** What belongs to the program, relative to its root; a directory stands for the files below it. */
const PROGRAM = [
  "claims",
  "deno.json",
  "deno.lock",
  "fixtures/base",
  "fixtures/published",
  "fixtures/suites",
  "mod.ts",
  "src",
];

/** The code that runs: hash of its files, and the commit where `git` can be asked. */
export async function readCode(root: string): Promise<CodeRecord> {
  return { hash: codeHash(root), ...await gitState(root) };
}

/**
 * SHA-256 over the names and contents of the program's source, JSON and lock files below
 * `root`, and of the tables and weights that it reads; tests (`_test.ts`) and their helpers (`_testing.ts`) are left out.
 *
 * @throws {Deno.errors.NotFound} when `root` holds none of them.
 */
export function codeHash(root: string): string {
  const files = PROGRAM.flatMap((name) => filesBelow(root, name)).sort();
  if (files.length === 0) {
    throw new Deno.errors.NotFound(`Cannot hash the program: no source files in ${root}`);
  }
  return sha256(
    files.map((name) => `${name} ${sha256(Deno.readFileSync(`${root}/${name}`))}`).join("\n"),
  );
}

function filesBelow(root: string, name: string): string[] {
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(`${root}/${name}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  if (!info.isDirectory) return isSource(name) ? [name] : [];
  return [...Deno.readDirSync(`${root}/${name}`)]
    .flatMap((entry) => filesBelow(root, `${name}/${entry.name}`));
}

/** Tests, their helpers and prose change nothing that is measured. */
function isSource(name: string): boolean {
  return /\.(ts|js|css|json|lock|csv|safetensors)$/.test(name) &&
    !/[/_](test|testing)\.ts$/.test(name);
}

async function gitState(root: string): Promise<Pick<CodeRecord, "commit" | "dirty">> {
  try {
    const commit = await git(root, ["rev-parse", "HEAD"]);
    const changes = await git(root, ["--no-optional-locks", "status", "--porcelain"]);
    return { commit: commit.trim(), dirty: changes !== "" };
  } catch {
    // No git, no permission for it, no repository: a run is no less valid for that.
    return { commit: "unknown", dirty: "unknown" };
  }
}

async function git(root: string, args: readonly string[]): Promise<string> {
  const command = new Deno.Command("git", {
    args: ["-C", root, ...args],
    stdin: "null",
    stderr: "null",
  });
  const { success, stdout } = await command.output();
  if (!success) throw new Error(`git ${args[0]} failed`);
  return new TextDecoder().decode(stdout);
}
