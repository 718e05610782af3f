import { packFault, serve } from "../lab/mod.ts";
import { openServed } from "./crew.ts";
import type { ProgramSource } from "./program.ts";
import { reportError, run } from "./run.ts";

/**
 * Runs the command line of this process with a program, and exits; in a worker of that program,
 * serves its main thread instead.
 *
 * Whatever goes wrong, the loading of the program included, ends with status 4: an uncaught
 * error would otherwise end with 1, which says that a verdict differs.
 */
export async function start(source: ProgramSource): Promise<void> {
  const line = workerLine();
  const fail = line
    ? (error: unknown) => line.postMessage({ type: "fault", fault: packFault(error) })
    : (error: unknown) => Deno.exit(reportError(error));
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail(event.reason);
  });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    fail(event.error);
  });
  if (line) {
    // Not awaited: whoever listens late would miss the first message.
    const program = source.load();
    globalThis.addEventListener("unload", () => fail(new Error("it ended by itself")));
    serve(line, async (order, warn) => openServed(await program, { order, warn }));
  } else {
    Deno.exit(await run(Deno.args, source));
  }
}

type Line = Parameters<typeof serve<Parameters<typeof openServed>[1]["order"]>>[0];

/** The line to the main thread, in a worker; undefined in that thread itself. */
function workerLine(): Line | undefined {
  return "DedicatedWorkerGlobalScope" in globalThis ? globalThis as unknown as Line : undefined;
}
