/** Copies of the repository as it is on disk, for tests of what runs elsewhere. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Runs a command to its end; its output is the error's message where it fails. */
export function command(
  [name, ...args]: readonly [string, ...string[]],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): string {
  const { success, stdout, stderr } = new Deno.Command(name, { args, cwd, env, stdin: "null" })
    .outputSync();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) throw new Error(`${name} ${args.join(" ")} failed: ${text(stderr)}${text(stdout)}`);
  return text(stdout);
}

/** The files of the repository, committed or not, that git does not ignore. */
export function repositoryFiles(): string[] {
  const list = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"] as const;
  const names = command(list, { cwd: ROOT }).split("\0").filter((name) => name !== "");
  return names.filter((name) => exists(`${ROOT}${name}`));
}

/** Copies files of the repository into a folder. */
export function copyFiles(names: readonly string[], folder: string): void {
  for (const name of names) {
    Deno.mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
    Deno.copyFileSync(`${ROOT}${name}`, `${folder}/${name}`);
  }
}

/** A bare repository with one commit of everything. */
export function bareRepository(folder: string): void {
  const work = `${folder}.work`;
  copyFiles(repositoryFiles(), work);
  const author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  command(["git", "init", "--quiet", "--initial-branch=main"], { cwd: work });
  command(["git", "add", "--all"], { cwd: work });
  command(["git", ...author, "commit", "--quiet", "--message=All of it"], { cwd: work });
  command(["git", "clone", "--quiet", "--bare", work, folder], { cwd: work });
  Deno.removeSync(work, { recursive: true });
}

/**
 * Makes a folder of commands to put before PATH: `deno`, which is the one that runs the tests, and
 * shims that only note how they are called, a line a call.
 *
 * @returns The file of calls.
 */
export function shims(folder: string, names: readonly string[]): string {
  Deno.mkdirSync(folder, { recursive: true });
  Deno.symlinkSync(Deno.execPath(), `${folder}/deno`);
  const calls = `${folder}/calls`;
  Deno.writeTextFileSync(calls, "");
  for (const name of names) {
    Deno.writeTextFileSync(
      `${folder}/${name}`,
      `#!/bin/sh\necho "${name} $*" >>'${calls}'\n`,
      { mode: 0o755 },
    );
  }
  return calls;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
