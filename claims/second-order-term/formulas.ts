/**
 * One printed or corrected form of D = factor · Σ_t Σ_e H_t Σ_m r_t + O(η³), r_t = a Σ_s g_s + b g_t.
 */
export interface Formula {
  readonly id: string;
  readonly statement: string;
  /** Coefficients of Σ_s g_s and of g_t in r_t. */
  readonly sum: (alpha: number) => number;
  readonly own: (alpha: number) => number;
  /** What the sum is multiplied with, apart from η². */
  readonly factor: (alpha: number) => number;
  /** Where the Hessians are taken. Default: `iterate`, θ_MT^(e). */
  readonly hessian?: "next" | "base";
  /** ‖D − formula‖/‖D‖ as η → 0, derived; 0 where the formula holds. */
  readonly plateau: (alpha: number) => number;
}

const zero = () => 0;

/** r_t as a review of the paper lets it be read, each with the printed factor and with the right one. */
export const FORMULAS: readonly Formula[] = [
  {
    id: "derived",
    statement: "r_t = αΣg − g_t with the factor −αη²: the term that a Taylor expansion gives.",
    sum: (alpha) => alpha,
    own: () => -1,
    factor: (alpha) => -alpha,
    plateau: zero,
  },
  {
    id: "r1-printed",
    statement: "r_t = αΣg − g_t with the printed factor +η².",
    sum: (alpha) => alpha,
    own: () => -1,
    factor: () => 1,
    plateau: (alpha) => Math.abs(1 + 1 / alpha),
  },
  {
    id: "r2-derived",
    statement: "r_t = g_t − αΣg with the factor +αη².",
    sum: (alpha) => -alpha,
    own: () => 1,
    factor: (alpha) => alpha,
    plateau: zero,
  },
  {
    id: "r2-printed",
    statement: "r_t = g_t − αΣg with the printed factor +η².",
    sum: (alpha) => -alpha,
    own: () => 1,
    factor: () => 1,
    plateau: (alpha) => Math.abs(1 - 1 / alpha),
  },
  {
    id: "r3-printed",
    statement: "r_t = αg_t − α²Σg with the printed factor +η².",
    sum: (alpha) => -(alpha ** 2),
    own: (alpha) => alpha,
    factor: () => 1,
    plateau: zero,
  },
  {
    id: "r4-derived",
    statement: "r_t = Σ_{s≠t} g_s + ((α−1)/α) g_t with the factor −α²η².",
    sum: () => 1,
    own: (alpha) => -1 / alpha,
    factor: (alpha) => -(alpha ** 2),
    plateau: zero,
  },
  {
    id: "r4-printed",
    statement: "r_t = Σ_{s≠t} g_s + ((α−1)/α) g_t with the printed factor +η².",
    sum: () => 1,
    own: (alpha) => -1 / alpha,
    factor: () => 1,
    plateau: (alpha) => 1 + 1 / alpha ** 2,
  },
  {
    id: "half",
    statement: "The derived term with an extra factor ½, as in a Taylor polynomial.",
    sum: (alpha) => alpha,
    own: () => -1,
    factor: (alpha) => -alpha / 2,
    plateau: () => 0.5,
  },
  {
    id: "hessian-at-next",
    statement: "The derived term with the Hessians at θ_MT^(e+1).",
    sum: (alpha) => alpha,
    own: () => -1,
    factor: (alpha) => -alpha,
    hessian: "next",
    plateau: zero,
  },
  {
    id: "frozen-at-base",
    statement: "Everything frozen at θ_b: −αη² k(k−1)/2 Σ_t H_t(θ_b) (αΣg − g_t).",
    sum: (alpha) => alpha,
    own: () => -1,
    factor: (alpha) => -alpha,
    hessian: "base",
    plateau: zero,
  },
];

/**
 * Every r_t of the table is a multiple of δ_t = αΣg − g_t; this is the multiple.
 *
 * @throws {RangeError} If the coefficients are not proportional to those of δ_t.
 */
export function multipleOfDelta({ id, sum, own }: Formula, alpha: number): number {
  const multiple = -own(alpha);
  if (Math.abs(multiple * alpha - sum(alpha)) > 1e-12 * Math.abs(sum(alpha))) {
    throw new RangeError(`Cannot evaluate '${id}': its r_t is no multiple of αΣg − g_t`);
  }
  return multiple;
}
