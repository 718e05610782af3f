/** Disks that are small or full, and folders that may not be written any more. */
import { temporaryFolder } from "../fixture/program.ts";

const IS_ROOT = Deno.uid() === 0;

/** A system command that failed. */
class CommandError extends Error {
  override readonly name = "CommandError";
}

function runSync(command: string, ...args: readonly string[]): void {
  const { success, stderr } = new Deno.Command(command, { args: [...args] }).outputSync();
  if (!success) throw new CommandError(`${command}: ${new TextDecoder().decode(stderr)}`);
}

/** A small disk in memory, in place of a folder; its size is as `mount` reads it: `64k`. */
export class Tmpfs implements Disposable {
  readonly #dir: string;

  constructor(dir: string, size: string) {
    this.#dir = dir;
    runSync("mount", "-t", "tmpfs", "-o", `size=${size}`, "tmpfs", dir);
  }

  resize(size: string): void {
    runSync("mount", "-o", `remount,size=${size}`, this.#dir);
  }

  [Symbol.dispose](): void {
    runSync("umount", this.#dir);
  }
}

/** Writes a file until the disk is full, then takes so many bytes back. */
export function fill(path: string, { leaving }: { readonly leaving: number }): void {
  using file = Deno.openSync(path, { write: true, create: true });
  const block = new Uint8Array(4096);
  let bytes = 0;
  try {
    while (true) bytes += file.writeSync(block);
  } catch { /* It is full. */ }
  file.truncateSync(bytes - leaving);
}

/** Forbids to add files to a folder and to remove them, or allows it again. */
export function forbid(dir: string, forbidden: boolean): void {
  // Permissions do not bind root: for it the folder must be immutable.
  if (IS_ROOT) runSync("chattr", forbidden ? "+i" : "-i", dir);
  else Deno.chmodSync(dir, forbidden ? 0o555 : 0o755);
}

/** Whether this process may mount: root in a container may not. */
export const CAN_MOUNT = IS_ROOT && works((dir) => new Tmpfs(dir, "8k")[Symbol.dispose]());

/** Whether this process can forbid itself a folder: root cannot on every file system. */
export const CAN_FORBID = works((dir) => {
  forbid(dir, true);
  forbid(dir, false);
});

function works(attempt: (dir: string) => void): boolean {
  using folder = temporaryFolder();
  try {
    attempt(folder.path);
    return true;
  } catch (error) {
    if (error instanceof CommandError || error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
