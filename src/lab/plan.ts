import type { ClaimSpec, Control, Profile, Protocol, Reading } from "../claim/mod.ts";
import { armName } from "../drift/mod.ts";
import type { Cell } from "./cell.ts";

/** Where cells of readings on no data say their input comes from. */
const DATALESS = ["constructed", "published", "drawn"] as const;

/** What decides which cells there are, besides the claims. */
export interface PlanOptions {
  readonly profile: Profile;
  /** Seeds of every cell; default: what each claim's spec gives for the profile. */
  readonly seeds?: number;
  /** The first of them; default 0. What is not sampled has seed 0 whatever is given. */
  readonly firstSeed?: number;
  /** The only arms to measure, as `claim/reading/arm`; default: all. */
  readonly arms?: readonly string[];
  /** The suite's input sources, in order. */
  readonly sources: readonly { readonly name: string }[];
  /** The suite's name and tasks; left out where no claim asks for it. */
  readonly taskSuite?: { readonly name: string; readonly tasks: readonly string[] };
}

/** One question to judge: a reading's main arm, or a control that guards it. */
export interface Arm {
  /** `main`, or `control:<id>`. */
  readonly name: string;
  readonly reading: Reading;
  readonly control?: Control;
}

/** The arms of a claim, reading by reading: the main one, then the controls that guard it. */
export function armsOf(spec: ClaimSpec): Arm[] {
  return spec.readings.flatMap((reading) => [
    { name: "main", reading },
    ...spec.controls
      .filter((control) => control.readings.includes(reading.id))
      .map((control) => ({ name: `control:${control.id}`, reading, control })),
  ]);
}

/** What a reading on no data is measured on; undefined for one on data. */
export function dataless(reading: Reading): (typeof DATALESS)[number] | undefined {
  return DATALESS.find((input) => reading[input]);
}

/** Whether a cell's input is none of the suite's. */
export const isDatalessInput = (input: string): boolean => DATALESS.some((name) => name === input);

/** Whether a reading is measured on no data. */
export const isDataless = (reading: Reading): boolean => dataless(reading) !== undefined;

/** Whether each seed of a reading is another sample: on no data, only where it is drawn. */
export const isReplicated = (reading: Reading): boolean =>
  reading.drawn === true || !isDataless(reading);

/** The number of seeds of a claim's cells: one where nothing is sampled. */
export function seedsOf(
  spec: ClaimSpec,
  { profile, seeds, reading }: Pick<PlanOptions, "profile" | "seeds"> & {
    readonly reading: Reading;
  },
): number {
  return !isReplicated(reading) ? 1 : seeds ?? spec.seeds[profile];
}

/**
 * Lists every cell before the run, in the order in which they are measured: claim, reading, arm,
 * input source, protocol, seed.
 *
 * @throws {RangeError} when two cells would share a key.
 */
export function plan(specs: readonly ClaimSpec[], options: PlanOptions): Cell[] {
  const cells = specs.flatMap((spec) =>
    armsAsked(spec, options).flatMap((arm) => cellsOf(spec, arm, options))
  );
  const seen = new Set<string>();
  for (const { key } of cells) {
    if (seen.has(key)) throw new RangeError(`Cannot plan the run: cell '${key}' is there twice`);
    seen.add(key);
  }
  return cells;
}

/** How many cells {@linkcode plan} lists: what is asked before a stranger's plan is made. */
export function countCells(specs: readonly ClaimSpec[], options: PlanOptions): number {
  return specs.reduce(
    (total, spec) =>
      armsAsked(spec, options).reduce(
        (sum, arm) =>
          sum + inputsOf(spec, arm.reading, options).length *
            protocolsOf(arm, options.profile).length *
            seedsOf(spec, { ...options, reading: arm.reading }),
        total,
      ),
    0,
  );
}

function armsAsked(spec: ClaimSpec, { arms }: PlanOptions): Arm[] {
  return armsOf(spec).filter(({ name, reading }) =>
    arms?.includes(armName({ claim: spec.id, reading: reading.id, arm: name })) ?? true
  );
}

function cellsOf(spec: ClaimSpec, arm: Arm, options: PlanOptions): Cell[] {
  const first = isReplicated(arm.reading) ? options.firstSeed ?? 0 : 0;
  return inputsOf(spec, arm.reading, options).flatMap((input) =>
    protocolsOf(arm, options.profile).flatMap((protocol) =>
      Array.from(
        { length: seedsOf(spec, { ...options, reading: arm.reading }) },
        (_, index): Cell => {
          const seed = first + index;
          const part = `${input}:${protocol.id}`;
          return {
            key: [spec.id, arm.reading.id, arm.name, part, seed].join("/"),
            claim: spec.id,
            reading: arm.reading.id,
            arm: arm.name,
            input,
            protocol,
            part,
            seed,
          };
        },
      )
    )
  );
}

/** Names of what the cells of a reading are measured on, in order. */
function inputsOf(
  { inputs }: ClaimSpec,
  reading: Reading,
  { sources, taskSuite }: PlanOptions,
): readonly string[] {
  const none = dataless(reading);
  if (none) return [none];
  if (inputs === "tasks") return taskSuite?.tasks ?? [];
  if (inputs === "suite") return taskSuite ? [taskSuite.name] : [];
  return sources.map(({ name }) => name);
}

function protocolsOf(arm: Arm, profile: Profile): readonly Protocol[] {
  return (arm.control ?? arm.reading).protocols[profile];
}
