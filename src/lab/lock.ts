/** Who holds an output folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** UTC, ISO 8601. */
  readonly started: string;
}

/** The folder is in use by another process. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/**
 * Holds `run.lock` in a folder until disposed.
 *
 * The operating system's advisory lock on the file says whether its owner lives, because it goes
 * with the process, even after `kill -9`, and a process id alone may since have been given away.
 * A dead owner's file on this host is taken over; another host's file is never judged from here.
 */
export class RunLock implements Disposable {
  readonly #path: string;
  readonly #file: Deno.FsFile;

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Takes the lock of a folder.
   *
   * @throws {LockedError} naming the process that holds it.
   */
  static take(dir: string): RunLock {
    const path = `${dir}/run.lock`;
    while (true) {
      const file = Deno.openSync(path, { read: true, write: true, create: true });
      const free = file.tryLockSync(true);
      const holder = readHolder(path);
      const host = Deno.hostname();
      if (!free || (holder && holder.host !== host)) {
        file.close();
        throw new LockedError(refusal(path, holder));
      }
      // A former owner may have removed the file between our opening and our locking it.
      if (!isFileAt(path, file)) {
        file.close();
        continue;
      }
      const self: Holder = { pid: Deno.pid, host, started: new Date().toISOString() };
      file.truncateSync(0);
      file.writeSync(new TextEncoder().encode(JSON.stringify(self) + "\n"));
      return new RunLock(path, file);
    }
  }

  /** A file that cannot be removed does no harm: nobody holds it any more. */
  [Symbol.dispose](): void {
    try {
      if (isFileAt(this.#path, this.#file)) Deno.removeSync(this.#path);
    } catch { /* The folder is read-only now. */ }
    this.#file.close();
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    const holder = JSON.parse(Deno.readTextFileSync(path));
    return typeof holder?.host === "string" ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a path still names an open file: it may have been removed, or replaced by another. */
export function isFileAt(path: string, file: Deno.FsFile): boolean {
  try {
    return file.statSync().ino === Deno.statSync(path).ino;
  } catch {
    return false;
  }
}

function refusal(path: string, holder: Holder | undefined): string {
  const who = holder
    ? `process ${holder.pid} on ${holder.host} since ${holder.started}`
    : "another process";
  return `Cannot use the output folder: ${path} is held by ${who}; wait for it, choose another ` +
    "--out, or delete that file if the process is gone";
}
