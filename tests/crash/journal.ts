/** A journal while the program writes it. */
import { assertGreater } from "@std/assert";

/** The journal in an output folder as it is now; empty before there is one. */
export function journalText(dir: string): string {
  try {
    return Deno.readTextFileSync(`${dir}/events.jsonl`);
  } catch {
    return "";
  }
}

/** Waits until at least so many cells are finished. */
export async function untilCells(dir: string, count: number): Promise<void> {
  await until(() => journalText(dir).split('{"type":"cell"').length > count);
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!condition()) {
    assertGreater(deadline, performance.now(), "the program did not get there in twenty seconds");
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}
