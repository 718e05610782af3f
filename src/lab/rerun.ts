import type { FactValue } from "../claim/mod.ts";
import type { Cell } from "./cell.ts";
import type { CellEvent, FactEvent } from "./events.ts";
import type { Claim } from "./lab.ts";
import { type Bench, measureCell } from "./measure.ts";
import type { FinishedCell } from "./record.ts";

/**
 * Roundings in a row, all to one side, that separate a fact on two devices at most where nothing is
 * known of its noise: 2^14, in float32 1/1024 of the fact's size.
 */
const ROUNDINGS = 2 ** 14;

/** Unit roundoff of a fact's arithmetic. */
const UNIT_ROUNDOFF = { float64: 2 ** -53, float32: 2 ** -24 } as const;

/** What decides the bits of a measurement, besides program and inputs. */
export interface DeviceIdentity {
  readonly kind: string;
  readonly label: string;
  /** Version of V8: exponentials of float64 are its own. */
  readonly v8: string;
}

/** The device of a run, from what its event says, or an engine and the versions that run it. */
export function identityOf(
  { device: { kind, label }, versions }: {
    readonly device: { readonly kind: string; readonly label: string };
    readonly versions: Readonly<Record<string, string>>;
  },
): DeviceIdentity {
  return { kind, label, v8: versions.v8 ?? "unknown" };
}

/** A fact, as it was recorded and as it was measured again. */
export interface FactComparison {
  readonly name: string;
  /** Undefined where only the other measurement has the fact; so is {@linkcode again}. */
  readonly recorded: FactValue | undefined;
  readonly again: FactValue | undefined;
  /** The largest difference; of an array that does not agree, the one that is farthest off. */
  readonly difference: number;
  /** The largest difference there that agrees. */
  readonly allowed: number;
  /** Times and memory are not compared: no two measurements agree on them. */
  readonly verdict: "same" | "within noise" | "differs" | "not compared";
}

/** What came of measuring a cell again. */
export interface Rerun {
  readonly outcome: CellEvent["outcome"];
  /** Whether the outcome is of the recorded kind. */
  readonly sameOutcome: boolean;
  readonly facts: readonly FactComparison[];
}

/** Where, and beside what, a cell is measured again. */
export interface RerunOptions {
  readonly bench: Bench;
  readonly recorded: FinishedCell;
  /** Devices of the recorded measurement and of this one. */
  readonly devices: { readonly recorded: DeviceIdentity; readonly again: DeviceIdentity };
}

/**
 * Measures a cell again and compares each fact with the recorded one: to the bit on the same device,
 * else within twice the noise that the fact is known to carry and {@linkcode ROUNDINGS} roundings.
 */
export async function rerunCell(
  claim: Claim,
  cell: Cell,
  { bench, recorded, devices }: RerunOptions,
): Promise<Rerun> {
  const measured: FactEvent[] = [];
  const listener = { onFact: (fact: FactEvent) => void measured.push(fact) };
  const outcome = await measureCell(claim, cell, { bench, listener });
  const again = outcome.status === "measured" ? measured : [];
  const names = new Set([...recorded.facts, ...again].map(({ name }) => name));
  return {
    outcome,
    sameOutcome: outcome.status === recorded.event.outcome.status,
    facts: [...names].map((name) => {
      const [was, is] = [recorded.facts, again].map((facts) =>
        facts.find((fact) => fact.name === name)
      );
      return compareFact(name, { was, is, devices });
    }),
  };
}

/**
 * Compares a fact of two measurements. What it is (repeatable or not, in which arithmetic, with what
 * noise) is for today's measurement to say: a report that said it of its own could excuse any number.
 */
export function compareFact(
  name: string,
  { was, is, devices }: {
    readonly was: FactEvent | undefined;
    readonly is: FactEvent | undefined;
    readonly devices: RerunOptions["devices"];
  },
): FactComparison {
  const values = { name, recorded: was?.value, again: is?.value };
  const differs = { ...values, difference: Infinity, allowed: 0, verdict: "differs" } as const;
  if (!was || !is) return differs;
  if (!is.repeatable) {
    return { ...values, difference: NaN, allowed: Infinity, verdict: "not compared" };
  }
  const a = [was.value].flat(), b = [is.value].flat();
  if (was.unit !== is.unit || a.length !== b.length) return differs;
  const allowances = isSameDevice(is, devices) ? a.map(() => 0) : allowancesOf(was, is);
  const gaps = a.map((value, i) => ({ difference: gap(value, b[i]!), allowed: allowances[i]! }));
  const worst = gaps.reduce(
    (worst, one) => excess(one) > excess(worst) ? one : worst,
    gaps[0] ?? { difference: 0, allowed: 0 },
  );
  const verdict = gaps.every(({ difference }) => difference === 0)
    ? "same"
    : worst.difference <= worst.allowed
    ? "within noise"
    : "differs";
  return { ...values, ...worst, verdict };
}

/** Nothing of a device takes part in float64. */
function isSameDevice(
  { device }: FactEvent,
  { recorded, again }: RerunOptions["devices"],
): boolean {
  const { kind, label, v8 } = recorded;
  return v8 === again.v8 && (device === "float64" || kind === again.kind && label === again.label);
}

/** Where no noise is known, an array's numbers are as uncertain as its largest one. */
function allowancesOf(was: FactEvent, is: FactEvent): number[] {
  const numbers = [was.value].flat();
  const noise = is.noise === undefined ? undefined : [is.noise].flat();
  const rounding = ROUNDINGS * UNIT_ROUNDOFF[is.device === "float64" ? "float64" : "float32"];
  const scale = largest(numbers);
  return numbers.map((value, i) =>
    noise ? 2 * noise[i]! + rounding * size(value) : rounding * scale
  );
}

/** A difference as a multiple of what is allowed; infinite where that is no number. */
function excess({ difference, allowed }: { difference: number; allowed: number }): number {
  if (difference === 0) return 0;
  const ratio = difference / allowed;
  return Number.isNaN(ratio) ? Infinity : ratio;
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, value) => Math.max(most, size(value)), 0);
}

/** Infinities have no scale. */
function size(value: number): number {
  return Number.isFinite(value) ? Math.abs(value) : 0;
}

/** The journal holds no negative zero, so zeros are equal; so is NaN to NaN. */
function gap(a: number, b: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const distance = Math.abs(a - b);
  return Number.isNaN(distance) ? Infinity : distance;
}
