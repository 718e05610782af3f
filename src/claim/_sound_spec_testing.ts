import { type ClaimSpec, PROFILES, SUITES } from "./spec.ts";

/** A spec without a problem, for tests to break. */
export function soundSpec(): ClaimSpec {
  const protocol = { id: "tanh", settings: { depth: 2 } };
  const protocols = { smoke: [protocol], default: [protocol], nightly: [protocol] };
  const guard = { why: "it must", readings: ["stated"], protocols };
  return {
    id: "first-epoch-equivalence",
    alias: "P1.1",
    version: 1,
    title: "First epoch",
    statement: "Both arms end at the same point.",
    place: "P1, Theorem 1",
    quantity: { name: "gap", unit: "ulp", shape: "scalar" },
    readings: [{
      id: "stated",
      statement: "as stated",
      arithmetic: "float64",
      criterion: { kind: "every-trial", quantity: "gap", unit: "ulp", atMost: 12 },
      protocols,
    }],
    controls: [
      { id: "unscaled-step", kind: "negative", registered: ["refuted"], ...guard },
      { id: "closed-form", kind: "positive", registered: ["supported"], ...guard },
    ],
    ledger: [{ topic: "epoch", paper: "one step", chosen: "one step" }],
    registered: [{
      reading: "stated",
      suites: SUITES,
      profiles: PROFILES,
      verdict: "supported",
      reason: "the theorem",
      date: "2026-08-17",
    }],
    seeds: { smoke: 2, default: 5, nightly: 20 },
  };
}
