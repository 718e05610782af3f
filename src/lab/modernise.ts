import { JOURNAL_SCHEMA } from "./events.ts";

/** A journal line as JSON, before it is held against the schema. */
type RawEvent = Readonly<Record<string, unknown>>;

/**
 * What an event of a schema becomes in the next one; the key is the schema it comes from.
 *
 * Schema 2 added what a sharded, merged or compared run says besides: a journal of schema 1 holds
 * none of it, and differs in nothing else.
 */
const STEPS: Readonly<Record<number, (event: RawEvent) => RawEvent>> = {
  1: (event) => event.type === "run" ? { ...event, schema: 2 } : event,
};

/**
 * Brings an event of an older journal to today's schema, one version at a time.
 *
 * The digests of its line are of the text as it was written, so they are checked before.
 *
 * @param options.schema The schema of the journal's first line.
 *
 * @example
 * ```ts
 * import { modernise } from "./modernise.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(modernise({ type: "run", schema: 1 }, { schema: 1 }), { type: "run", schema: 2 });
 * ```
 */
export function modernise(event: RawEvent, { schema }: { readonly schema: number }): RawEvent {
  let modern = event;
  for (let version = schema; version < JOURNAL_SCHEMA; version++) {
    const step = STEPS[version];
    if (!step) throw new RangeError(`Cannot modernise a journal of schema ${version}`);
    modern = step(modern);
  }
  return modern;
}
