import type { PublishedSetName } from "../_published/readings.ts";

/** The difference of target accuracy that matters, in points. */
export const SMALLEST = 0.5;

/** The shares of the base's control accuracy that are to be kept: P2's Tables 2, 4 and 5. */
export const KEEPS = [0.95, 0.9, 0.8] as const;

/** Images of each other task that the control accuracy is measured on: a mean of three or seven. */
export const CONTROL_IMAGES = 128;

/** The α that would be chosen for the vectors of a control: the cap of 1 binds, twice over. */
export const FAR_BELOW_THE_CAP = 4;

/** What vectors are multiplied by so that α = 1 ruins every task. */
export const RUINOUS = 8;

/** What rounding may add to the share of control accuracy that is lost. */
export const ROUNDING = 1e-9;

/** What a control must lose at α = 1 for keeping it to mean something. */
export const RUIN = 0.2;

/** The sets of published figures, by reading. */
export const PUBLISHED: Readonly<Record<string, PublishedSetName>> = {
  "published": "negation",
  "published-at-90": "negation-at-90",
  "published-at-80": "negation-at-80",
};
