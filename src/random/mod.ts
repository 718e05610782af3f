/** Random numbers by key, never ambient: the same key gives the same numbers on every machine. */
export { type KeyPart, type RandomStream, stream } from "./stream.ts";
