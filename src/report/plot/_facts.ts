import type { ClaimSpec, FactValue, Reading } from "../../claim/mod.ts";
import type { RunRecord } from "../../lab/mod.ts";
import type { ClaimReport, ReadingReport } from "../schema.ts";

/** What one cell of a claim's main arm measured. */
export interface Sample {
  /** The part of the conjunction: input and protocol. */
  readonly part: string;
  readonly protocol: string;
  readonly seed: number;
  readonly values: Readonly<Record<string, FactValue>>;
}

/** A reading with its rule, its verdict and what was measured for it. */
export interface ReadingFacts {
  readonly reading: Reading;
  readonly report: ReadingReport;
  /** In the order of the plan. */
  readonly samples: readonly Sample[];
  /** By the name of the fact. */
  readonly units: Readonly<Record<string, string>>;
}

/** What a claim's plots are made from. */
export interface ClaimFacts {
  readonly claim: ClaimReport;
  /** Those that something was measured for. */
  readonly readings: readonly ReadingFacts[];
}

/** The facts of a claim's main arms, by reading. */
export function factsOf(claim: ClaimReport, { plan, cells }: RunRecord): ClaimFacts {
  const spec: ClaimSpec | undefined = plan?.claims.find(({ spec }) => spec.id === claim.id)?.spec;
  const own = (plan?.cells ?? []).filter((cell) => cell.claim === claim.id && cell.arm === "main");
  const readings = claim.readings.flatMap((report): ReadingFacts[] => {
    const reading = spec?.readings.find(({ id }) => id === report.id);
    const units: Record<string, string> = Object.create(null);
    const samples = own.filter((cell) => cell.reading === report.id).flatMap((cell): Sample[] => {
      const facts = cells.get(cell.key)?.facts ?? [];
      if (facts.length === 0) return [];
      const values: Record<string, FactValue> = Object.create(null);
      for (const { name, value, unit } of facts) {
        values[name] = value;
        units[name] = unit;
      }
      const { part, protocol, seed } = cell;
      return [{ part, protocol: protocol.id, seed, values }];
    });
    return reading && samples.length > 0 ? [{ reading, report, samples, units }] : [];
  });
  return { claim, readings };
}

/** Sizes beyond which a value says nothing in a picture, and makes arithmetic of axes overflow. */
const [SMALLEST, LARGEST] = [1e-100, 1e100];

/** Says whether a value can be drawn: finite, and neither huge nor so small that it is none. */
export function isDrawable(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || size >= SMALLEST && size <= LARGEST;
}

/** A scalar fact, where it is there and can be drawn. */
export function scalar({ values }: Sample, name: string): number | undefined {
  const value = values[name];
  return typeof value === "number" && isDrawable(value) ? value : undefined;
}

/** More entries than this are no small array, and no picture of ours shows them. */
const MOST_ENTRIES = 2500;

/** An array fact, where it is there and small; its entries may be anything. */
export function array({ values }: Sample, name: string): readonly number[] | undefined {
  const value = values[name];
  if (value === undefined || typeof value === "number") return undefined;
  return value.length <= MOST_ENTRIES ? value : undefined;
}

/** How many scalar facts of these names are there, but cannot be drawn. */
export function omittedOf(samples: readonly Sample[], names: readonly string[]): number {
  return samples.flatMap(({ values }) =>
    names.filter((name) => {
      const value = values[name];
      return typeof value === "number" && !isDrawable(value);
    })
  ).length;
}

/** Of some parts of a reading the one that its verdict names, else the first. */
export function decidingPart({ alone }: ReadingReport, parts: readonly string[]) {
  const deciding = "evidence" in alone ? alone.evidence?.part : undefined;
  return parts.find((part) => part === deciding) ?? parts[0];
}
