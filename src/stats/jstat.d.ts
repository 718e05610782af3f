// The part of jstat that Taskproof uses; npm:jstat ships JavaScript without types.
interface JStat {
  readonly studentt: { inv(probability: number, dof: number): number };
  readonly normal: { cdf(x: number, mean: number, sd: number): number };
  /** Regularised incomplete beta function I_x(a, b). */
  ibeta(x: number, a: number, b: number): number;
  gammaln(x: number): number;
}
declare const jstat: JStat;
export default jstat;
