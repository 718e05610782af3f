/** A measured number or small array, or a value that JSON cannot hold as a number. */
export type FactValue = number | readonly number[];

/** One measurement: a name, its unit, and the value. */
export interface Fact {
  readonly name: string;
  /** Unit, `"1"` for a dimensionless value. */
  readonly unit: string;
  readonly value: FactValue;
  /**
   * Largest rounding error that the value may carry, in its unit, of the same shape; given where that
   * is known and not small beside the value. It never decides a verdict.
   */
  readonly noise?: FactValue;
  /** False for times and memory; every same-facts promise is about the others. Default true. */
  readonly repeatable?: boolean;
}

/** What one cell measured, as the judge sees it. */
export interface Observation {
  /** The part of the conjunction: the cell's protocol. */
  readonly part: string;
  readonly seed: number;
  readonly values: Readonly<Record<string, FactValue>>;
}
