import type { Sabotage } from "./_sabotage.ts";
import { DISENTANGLEMENT } from "./sabotages/disentanglement.ts";
import { EXPERIMENTS } from "./sabotages/experiments.ts";
import { ORTHOREG } from "./sabotages/orthoreg.ts";
import { THEORY } from "./sabotages/theory.ts";

/** Every sabotage, and the verdicts that must tell. */
export const SABOTAGES: readonly Sabotage[] = [
  ...THEORY,
  ...EXPERIMENTS,
  ...DISENTANGLEMENT,
  ...ORTHOREG,
];
