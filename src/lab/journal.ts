import { z } from "zod";
import { GENESIS, JournalError, NewerJournalError, readSealed, seal } from "./chain.ts";
import { type Event, EventSchema, JOURNAL_SCHEMA } from "./events.ts";
import { recordJson } from "./json.ts";
import { isFileAt } from "./lock.ts";
import { modernise } from "./modernise.ts";
import { parseUntrusted, readUntrusted } from "./untrusted.ts";

/** A journal that takes no more events; what is in it already stays, and can be gone on with. */
export class JournalWriteError extends Error {
  override readonly name = "JournalWriteError";
}

/** What a journal on disk holds. */
export interface JournalContent {
  /** Brought to today's schema. */
  readonly events: readonly Event[];
  /** The schema it was written in. */
  readonly schema: number;
  /** Digest of the last whole line. */
  readonly head: string;
  /** Bytes of the whole lines. */
  readonly bytes: number;
  /** Bytes of a last line whose writing was cut short. */
  readonly torn: number;
}

/**
 * Reads `events.jsonl`: digests, schema version, and the schema of every line.
 *
 * An older journal is brought to today's schema step by step.
 *
 * @throws {JournalError} naming the line that was edited, is foreign, or comes from a newer program.
 * @throws {UnreadableError} when it is too large, or no regular file.
 */
export function readJournal(path: string): JournalContent {
  const content = readUntrusted(path);
  const schema = checkBeginning(content);
  const { lines: events, head, bytes, torn } = readSealed(
    content,
    (body, index) => decodeLine(body, { index, schema }),
  );
  return { events, schema, head, bytes, torn };
}

/** Above this a list of what is wrong with a line is cut short. */
const LONGEST_WHY = 300;

function decodeLine(body: string, { index, schema }: { index: number; schema: number }): Event {
  const raw = parseObject(body);
  const { success, data, error } = EventSchema.safeParse(modernise(raw, { schema }));
  if (success) return data;
  const issues = error.issues.slice(0, 3);
  const why = z.prettifyError({ issues }).replaceAll(/\s+/g, " ").slice(0, LONGEST_WHY);
  throw new JournalError(`line ${index + 1} is not an event: ${why}`);
}

/**
 * Looks at the first whole line before any digest is computed: a foreign file, or one that a newer
 * program may have sealed in another way, was not edited.
 *
 * @returns The journal's schema; today's where no line is whole yet.
 */
function checkBeginning(content: Uint8Array): number {
  const end = content.indexOf(10);
  if (end < 0) return JOURNAL_SCHEMA;
  const { type, schema, digest } = parseObject(new TextDecoder().decode(content.subarray(0, end)));
  if (type !== "run" || !Number.isSafeInteger(schema) || schema as number < 1) {
    throw new JournalError("line 1 does not start a run: this is not a journal of Taskproof");
  }
  const version = schema as number;
  if (version > JOURNAL_SCHEMA) {
    throw new NewerJournalError(
      `it has schema ${version}, and this program reads schema ${JOURNAL_SCHEMA}: ` +
        "use a newer Taskproof",
    );
  }
  if (digest === undefined) {
    throw new JournalError("line 1 carries no digest: this is not a journal as Taskproof seals it");
  }
  return version;
}

/** An empty object, which is no event, where the text is no JSON that is taken. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...parseUntrusted(text) as object };
  } catch {
    return {};
  }
}

/**
 * Writes events that are all there already as a journal, whole or not at all.
 *
 * @param events As {@linkcode readJournal} or {@linkcode Journal.append} gave them: nothing of them
 * is checked again.
 */
export function writeJournal(path: string, events: readonly Event[]): JournalContent {
  let head = GENESIS;
  const lines = events.map((event) => {
    const line = seal(recordJson(event), head);
    head = line.slice(-66, -2);
    return `${line}\n`;
  });
  const text = new TextEncoder().encode(lines.join(""));
  const temporary = `${path}.tmp`;
  // Whatever was left there, or put there to lead elsewhere, is not written through.
  if (isThere(temporary)) Deno.removeSync(temporary);
  Deno.writeFileSync(temporary, text, { createNew: true });
  Deno.renameSync(temporary, path);
  return { events, schema: JOURNAL_SCHEMA, head, bytes: text.length, torn: 0 };
}

/** Also of a link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    return Deno.lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}

/** The append-only journal of a run: one event, one line, one synchronous write. */
export class Journal implements Disposable {
  readonly #path: string;
  readonly #file: Deno.FsFile;
  #head: string;
  #fault: JournalWriteError | undefined;

  private constructor(path: string, { file, head }: { file: Deno.FsFile; head: string }) {
    this.#path = path;
    this.#file = file;
    this.#head = head;
  }

  /** Digest of the last line. */
  get head(): string {
    return this.#head;
  }

  /** Opens a journal to append to what was read from it, cutting a torn last line. */
  static open(path: string, content?: JournalContent): Journal {
    const file = Deno.openSync(path, { write: true, create: content === undefined });
    file.truncateSync(content?.bytes ?? 0);
    file.seekSync(0, Deno.SeekMode.End);
    return new Journal(path, { file, head: content?.head ?? GENESIS });
  }

  /**
   * Appends an event and returns it as a reader will get it.
   *
   * The line reaches the operating system before this returns, so it survives `kill -9`; only a
   * loss of power can take it.
   *
   * @throws {TypeError} when the event is no plain data, or not of the schema.
   * @throws {JournalWriteError} when it cannot be written, or a line before it could not.
   */
  append<E extends Event>(event: E): E {
    const body = recordJson(event);
    const { success, data, error } = EventSchema.safeParse(JSON.parse(body));
    if (!success) {
      throw new TypeError(`Cannot record this ${event.type}: ${z.prettifyError(error)}`);
    }
    const line = seal(body, this.#head);
    this.#write(line + "\n");
    this.#head = line.slice(-66, -2);
    // Writing to a file that was removed goes on and leaves nothing; once a cell is often enough.
    if (event.type === "cell" && !isFileAt(this.#path, this.#file)) {
      this.#fail(
        "it was moved or removed during the run; give its new place as --out, or begin anew",
      );
    }
    return data as E;
  }

  /** Half of a line may be written when the rest cannot be: nothing may follow it. */
  #write(line: string): void {
    if (this.#fault) throw this.#fault;
    try {
      writeAll(this.#file, new TextEncoder().encode(line));
    } catch (error) {
      const { message } = error as Error;
      this.#fail(`${message}; mend that, and the same command with the same --out goes on`);
    }
  }

  #fail(why: string): never {
    this.#fault = new JournalWriteError(`Cannot write to ${this.#path}: ${why}`);
    throw this.#fault;
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) {
    written += file.writeSync(bytes.subarray(written));
  }
}
