import type { Profile, Protocol } from "../src/claim/mod.ts";

/** Protocols by profile. */
export type Profiles<P extends Protocol = Protocol> = Readonly<Record<Profile, readonly P[]>>;

/** The same protocols in every profile: what is printed or constructed does not come in sizes. */
export function everyProfile<P extends Protocol>(protocols: readonly P[]): Profiles<P> {
  return { smoke: protocols, default: protocols, nightly: protocols };
}
