import { GENESIS, seal } from "../../src/lab/chain.ts";

/** Seals the lines of a journal anew, as a forger would: their digests hold. */
export function reseal(bodies: readonly string[]): string {
  let head = GENESIS;
  return bodies.map((body) => {
    const line = seal(body, head);
    head = line.slice(-66, -2);
    return line + "\n";
  }).join("");
}
