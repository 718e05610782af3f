import { z } from "zod";
import { problemsOfCriterion, problemsOfPower } from "./_criterion_problems.ts";
import { registrationsOf } from "./registration.ts";
import { type ClaimSpec, PROFILES, type Reading, SUITES } from "./spec.ts";

/**
 * Checks a spec against itself: everything found, one sentence each; empty for a sound spec.
 *
 * Ids are unique; a family is as large as the most that a profile runs of it; there are controls of both kinds, each guarding readings that exist; criteria are
 * made of ordered finite numbers; every reading has, for every suite and profile, one registered
 * verdict and protocols to run on, except where that verdict is `not-run`; every registration says
 * why, and one that is inconclusive names the cause that the judge must give.
 */
export function problemsOf(spec: ClaimSpec): readonly string[] {
  return [
    ...problemsOfHead(spec),
    ...problemsOfReadings(spec),
    ...problemsOfControls(spec),
    ...problemsOfRegistrations(spec),
  ];
}

function problemsOfHead({ id, alias, version, readings, seeds }: ClaimSpec): string[] {
  const problems = problemsOfIds("claim", [id, alias]);
  if (!isCount(version)) problems.push(`version is ${version}: it counts from 1`);
  if (readings.length === 0) problems.push("there is no reading: the first is the claim as stated");
  for (const profile of PROFILES) {
    if (isCount(seeds[profile])) continue;
    problems.push(`seeds of profile ${profile} are ${seeds[profile]}: at least 1 is needed`);
  }
  return problems;
}

function problemsOfReadings({ readings }: ClaimSpec): string[] {
  const problems = problemsOfIds("reading", readings.map(({ id }) => id));
  for (const { id, criterion, family, protocols } of readings) {
    const most = Math.max(...PROFILES.map((profile) => protocols[profile].length));
    if (family !== undefined && family !== most) {
      problems.push(`reading ${id}: it is of a family of ${family}, its protocols are ${most}`);
    }
    problems.push(
      ...problemsOfCriterion(criterion).map((problem) => `reading ${id}: ${problem}`),
      ...problemsOfProtocols(`reading ${id}`, protocols),
    );
  }
  return problems;
}

function problemsOfControls({ readings, controls }: ClaimSpec): string[] {
  const problems = problemsOfIds("control", controls.map(({ id }) => id));
  for (const kind of ["negative", "positive"] as const) {
    if (!controls.some((control) => control.kind === kind)) problems.push(`no ${kind} control`);
  }
  for (
    const { id, readings: guarded, registered, criterion, power, weak = [], protocols } of controls
  ) {
    const say = (problem: string) => problems.push(`control ${id}: ${problem}`);
    if (guarded.length === 0) say("it guards no reading");
    if (registered.length === 0) say("it has registered no verdict");
    if (criterion) problemsOfCriterion(criterion).forEach(say);
    if (power) problemsOfPower(power).forEach(say);
    for (const { reason, date } of weak) {
      if (!isDate(date)) say(`${date} is no ISO date (YYYY-MM-DD)`);
      if (reason.trim() === "") say("it is registered as weak without a reason");
    }
    for (const name of guarded) {
      const reading = readings.find((reading) => reading.id === name);
      if (!reading) say(`it guards reading ${name}, which does not exist`);
      for (const profile of PROFILES) {
        if (reading?.protocols[profile].length && protocols[profile].length === 0) {
          say(`it has no protocol in profile ${profile}, where reading ${name} runs`);
        }
      }
    }
    problems.push(...problemsOfProtocols(`control ${id}`, protocols));
  }
  return problems;
}

function problemsOfProtocols(owner: string, protocols: Reading["protocols"]): string[] {
  return PROFILES.flatMap((profile) =>
    problemsOfIds(`${owner}, profile ${profile}: protocol`, protocols[profile].map(({ id }) => id))
  );
}

function problemsOfRegistrations(spec: ClaimSpec): string[] {
  const problems: string[] = [];
  for (const { reading, date, verdict, reason } of spec.registered) {
    const say = (problem: string) => problems.push(`registration of ${reading}: ${problem}`);
    if (!spec.readings.some(({ id }) => id === reading)) say("the reading does not exist");
    if (!isDate(date)) say(`${date} is no ISO date (YYYY-MM-DD)`);
    if (reason.trim() === "") say("it gives no reason");
    if (verdict === "error") say("an error cannot be registered");
    // Whatever went undecided, for whatever cause, would be as registered.
    if (verdict === "inconclusive") {
      say("inconclusive is registered without its cause: name it, as in inconclusive:no-power");
    }
  }
  for (const { id, protocols } of spec.readings) {
    for (const suite of SUITES) {
      for (const profile of PROFILES) {
        const found = registrationsOf(spec, { reading: id, suite, profile });
        const where = `reading ${id}, suite ${suite}, profile ${profile}`;
        if (found.length !== 1) {
          problems.push(`${where}: ${found.length} registered verdicts, not 1`);
        }
        if (protocols[profile].length === 0 && found[0]?.verdict !== "not-run") {
          problems.push(`${where}: there is no protocol, and not-run is not registered`);
        }
      }
    }
  }
  return problems;
}

function problemsOfIds(what: string, ids: readonly string[]): string[] {
  return ids.flatMap((id, index) => [
    // A cell's key is its ids joined by slashes.
    ...(/^[^\s/]+$/.test(id) ? [] : [`${what} id "${id}" is empty or holds a space or slash`]),
    ...(ids.indexOf(id) === index ? [] : [`${what} id "${id}" is taken twice`]),
  ]);
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}
