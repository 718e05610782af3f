import { existsSync } from "node:fs";
import { JournalError } from "./chain.ts";
import { type JournalContent, readJournal } from "./journal.ts";
import { LockedError, RunLock } from "./lock.ts";

/** Name of the journal in an output folder. */
export const JOURNAL_NAME = "events.jsonl";

/** Where in an output folder what is in doubt is measured again: a run folder of its own. */
export const AGAIN_NAME = "confirm";

/** What is opened to be written to, so that a link in its place would lead the writing elsewhere. */
const WRITTEN: readonly string[] = [JOURNAL_NAME, "run.lock", AGAIN_NAME];

/** An output folder that cannot be used; nothing in it was changed. */
export class FolderError extends Error {
  override readonly name = "FolderError";
}

/** An output folder, held against every other process until disposed. */
export class OutputFolder implements Disposable {
  readonly dir: string;
  readonly #lock: RunLock;

  private constructor(dir: string, lock: RunLock) {
    this.dir = dir;
    this.#lock = lock;
  }

  /**
   * Makes an output folder, or accepts an existing one that is empty or holds a run.
   *
   * @throws {FolderError} when it is a file, cannot be written, or holds something else, or a link
   * to somewhere else.
   * @throws {LockedError} when another process works on it.
   */
  static open(dir: string): OutputFolder {
    try {
      Deno.mkdirSync(dir, { recursive: true });
      refuseForeign(dir);
      return new OutputFolder(dir, RunLock.take(dir));
    } catch (error) {
      if (error instanceof FolderError || error instanceof LockedError) throw error;
      throw new FolderError(`Cannot write to ${dir}: ${(error as Error).message}`);
    }
  }

  get journal(): string {
    return `${this.dir}/${JOURNAL_NAME}`;
  }

  /**
   * Reads the journal to go on with, or gives undefined when there is none yet.
   *
   * @throws {FolderError} when it was edited, is foreign or comes from a newer program.
   */
  read(): JournalContent | undefined {
    if (!existsSync(this.journal)) return undefined;
    try {
      const content = readJournal(this.journal);
      if (content.bytes === 0 && content.torn > 0) checkBeginning(this.journal);
      return content;
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      throw new FolderError(
        `Cannot resume ${this.journal}: ${error.message}; choose another --out`,
      );
    }
  }

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
  }
}

function refuseForeign(dir: string): void {
  const entries = [...Deno.readDirSync(dir)];
  const link = entries.find(({ name, isSymlink }) => isSymlink && WRITTEN.includes(name));
  if (link) {
    throw new FolderError(
      `Cannot write to ${dir}: its ${link.name} is a link, and what it leads to would be written to`,
    );
  }
  const names = entries.map(({ name }) => name).sort();
  const foreign = names.find((name) => name !== "run.lock");
  if (foreign === undefined || names.includes(JOURNAL_NAME)) return;
  throw new FolderError(
    `Cannot write to ${dir}: it holds '${foreign}' and no ${JOURNAL_NAME}, so it is not an ` +
      "output folder of Taskproof; choose another --out",
  );
}

/** A first line that was cut short is a start of ours only if it begins like one. */
function checkBeginning(path: string): void {
  const beginning = '{"type":"run",';
  const text = new TextDecoder().decode(Deno.readFileSync(path)).slice(0, beginning.length);
  if (!beginning.startsWith(text)) {
    throw new JournalError("it does not start a run: this is not a journal of Taskproof");
  }
}
