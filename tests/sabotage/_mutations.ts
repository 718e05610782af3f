import type { Mutation } from "./_mutation.ts";
import { AUDIT } from "./mutations/audit.ts";
import { DRIFT } from "./mutations/drift.ts";
import { REPORTS } from "./mutations/reports.ts";
import { SHARDS } from "./mutations/shards.ts";

/** What is broken one at a time, and what must tell. */
export const MUTATIONS: readonly Mutation[] = [...DRIFT, ...SHARDS, ...AUDIT, ...REPORTS];
