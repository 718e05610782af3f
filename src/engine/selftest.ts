import type { Engine } from "./engine.ts";
import { NETWORKS, probe } from "./_probe.ts";
import { type ProbeErrors, probeErrors } from "./_probe_errors.ts";

/** What the self-test found, as plain JSON data: the largest relative errors over its networks. */
export interface SelfTestResult {
  /** The gradient against the float64 reference. */
  readonly gradientError: number;
  readonly gradientTolerance: number;
  /** The Hessian-vector product against the float64 reference. */
  readonly hvpError: number;
  readonly hvpTolerance: number;
  /** How far u·Hv is from v·Hu. */
  readonly symmetryError: number;
  readonly symmetryTolerance: number;
  /** The gradient against central differences of the device's own loss. */
  readonly lossDifferenceError: number;
  readonly lossDifferenceTolerance: number;
  /** The Hessian-vector product against central differences of the device's own gradient. */
  readonly gradientDifferenceError: number;
  readonly gradientDifferenceTolerance: number;
  /** The gradient's errors are within their tolerances, whatever curvature's are. */
  readonly gradientsPassed: boolean;
  readonly passed: boolean;
  /** One sentence for each error that is not within its tolerance; NaN never is. */
  readonly failures: readonly string[];
}

/**
 * Float32 rounding is some 1e-7 in a product and 1e-4 in a difference quotient; a Hessian-vector
 * product without the repair of tfjs's tape is off by .1 to 1.
 */
const TOLERANCE: ProbeErrors = {
  gradient: 2e-5,
  hvp: 2e-5,
  symmetry: 2e-5,
  lossDifference: 1e-2,
  gradientDifference: 1e-2,
};

/**
 * Holds gradients and Hessian-vector products of a device against the float64 reference and against
 * finite differences. Claims about curvature mean nothing on a device that fails.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { openEngine, selfTest } from "./mod.ts";
 *
 * const engine = await openEngine({ device: "cpu" });
 * assert((await selfTest(engine)).passed);
 * engine.close();
 * ```
 */
export async function selfTest(engine: Engine): Promise<SelfTestResult> {
  const found: ProbeErrors[] = [];
  for (const network of NETWORKS) found.push(await probeErrors(engine, probe(network)));
  const worst = (name: keyof ProbeErrors) => Math.max(...found.map((errors) => errors[name]));
  const isWithin = (name: keyof ProbeErrors) => worst(name) <= TOLERANCE[name];
  const failures = (Object.keys(TOLERANCE) as (keyof ProbeErrors)[])
    .filter((name) => !isWithin(name))
    .map((name) =>
      `The ${name} error is ${worst(name).toPrecision(3)}, more than ${TOLERANCE[name]}, ` +
      `on ${engine.device.label}.`
    );
  return {
    gradientError: worst("gradient"),
    gradientTolerance: TOLERANCE.gradient,
    hvpError: worst("hvp"),
    hvpTolerance: TOLERANCE.hvp,
    symmetryError: worst("symmetry"),
    symmetryTolerance: TOLERANCE.symmetry,
    lossDifferenceError: worst("lossDifference"),
    lossDifferenceTolerance: TOLERANCE.lossDifference,
    gradientDifferenceError: worst("gradientDifference"),
    gradientDifferenceTolerance: TOLERANCE.gradientDifference,
    gradientsPassed: isWithin("gradient") && isWithin("lossDifference"),
    passed: failures.length === 0,
    failures,
  };
}
