import type { Program } from "./program.ts";
import { reportError, run } from "./run.ts";

/**
 * Runs the command line of this process with a program, and exits.
 *
 * Whatever goes wrong, the loading of the program included, ends with status 4: an uncaught
 * error would otherwise end with 1, which says that a verdict differs.
 */
export async function start(load: () => Promise<Program>): Promise<never> {
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    Deno.exit(reportError(event.reason));
  });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    Deno.exit(reportError(event.error));
  });
  const status = await load().then((program) => run(Deno.args, program), reportError);
  Deno.exit(status);
}
