import {
  type ClaimSpec,
  describe,
  keyOf,
  matches,
  problemsOf,
  type Question,
  reasonOf,
  register,
  type Registration,
  registrationOf,
} from "../claim/mod.ts";
import { specHash, type VerdictEvent } from "../lab/mod.ts";
import { writeWhole } from "../report/mod.ts";
import { parseOptions } from "./options.ts";
import { print } from "./output.ts";
import type { Program } from "./program.ts";
import { readSettledRun, type SettledRun } from "./settled_run.ts";
import { UsageError } from "./usage.ts";

/** A verdict that is not the registered one. */
interface Change {
  readonly spec: ClaimSpec;
  readonly question: Question;
  readonly before: Registration;
  readonly judged: VerdictEvent;
}

/** `register DIR`: makes a run's verdicts the registered ones; 1 where `--yes` is wanting. */
export function registerCommand(args: readonly string[], program: Program): number {
  const options = parseOptions(args, { valued: [], flags: ["yes"] });
  const [dir, ...more] = options.positional;
  if (dir === undefined || more.length > 0) {
    throw new UsageError("register needs one report folder.");
  }
  const settled = readSettledRun(dir, { what: "register the verdicts of" });
  const refuse = (why: string) => new UsageError(`Cannot register the verdicts of ${dir}: ${why}.`);
  if (settled.run.code.dirty !== false) {
    throw refuse("its working tree was not that of a commit, or nobody knows");
  }
  const { profile, suite, seeds, firstSeed } = settled.plan;
  if ((seeds ?? firstSeed) !== undefined) {
    throw refuse("it was run with --seeds, and registered is what the profile's own seeds give");
  }
  const changes = changesOf(settled, { program, refuse });
  for (const { spec, question, before, judged } of changes) {
    print(
      `${spec.alias} ${question.reading}: was ${before.verdict}, is ${keyOf(judged.verdict)}; ` +
        `measured: ${describe(judged.verdict)}\n`,
    );
  }
  if (changes.length === 0) {
    print(`every verdict is the one that is registered for ${profile}, ${suite}\n`);
    return 0;
  }
  if (!options.flag("yes")) {
    print(`nothing is written: give --yes to register this for ${profile}, ${suite}\n`);
    return 1;
  }
  for (const [spec, own] of Map.groupBy(changes, ({ spec }) => spec)) write(spec, own, program);
  return 0;
}

/** The verdicts that differ from today's registrations. */
function changesOf(
  { plan, record }: SettledRun,
  { program, refuse }: { program: Program; refuse(why: string): UsageError },
): Change[] {
  const { profile, suite } = plan;
  return plan.claims.flatMap(({ spec: ran }) => {
    const spec = program.claims.find(({ spec }) => spec.id === ran.id)?.spec;
    if (!spec) throw refuse(`claim ${ran.id} is not there any more`);
    if (withoutRegistrations(spec) !== withoutRegistrations(ran)) {
      throw refuse(`the spec of ${ran.id} has changed since: measure it again`);
    }
    const judged = record.verdicts.filter(({ claim, arm }) => claim === spec.id && arm === "main");
    return judged.flatMap((event): Change[] => {
      const { reading, verdict } = event;
      const question = { reading, suite, profile };
      if (verdict.status === "error") {
        throw refuse(`reading ${reading} of ${spec.id} is an error (${verdict.reason})`);
      }
      if (verdict.status === "not-run" && verdict.reason === "no-device") {
        throw refuse(`reading ${reading} of ${spec.id} was not run: ${verdict.detail}`);
      }
      const before = registrationOf(spec, question);
      return matches(verdict, before.verdict) ? [] : [{ spec, question, before, judged: event }];
    });
  });
}

/** What is registered says nothing of how a run was measured and judged. */
function withoutRegistrations(spec: ClaimSpec): string {
  return specHash({ ...spec, registered: [] });
}

function write(spec: ClaimSpec, changes: readonly Change[], program: Program): void {
  const date = new Date().toISOString().slice(0, 10);
  const registered = changes.reduce<readonly Registration[]>(
    (registered, { question, before, judged: { verdict } }) =>
      register({ id: spec.id, registered }, {
        question,
        now: { verdict: keyOf(verdict), reason: reasonOf(verdict, before), date },
      }),
    spec.registered,
  );
  const [problem] = problemsOf({ ...spec, registered });
  if (problem) throw new Error(`Cannot register verdicts of ${spec.id}: ${problem}`);
  const path = `claims/${spec.id}/registered.json`;
  const file = `${program.root}/${path}`;
  writeWhole(file, layOut(registered, { as: Deno.readTextFileSync(file) }));
  print(`written: ${path}\n`);
}

/** JSON in the layout that the file has: lists of words on one line, or a line each. */
function layOut(registered: readonly Registration[], { as }: { as: string }): string {
  const text = JSON.stringify(registered, null, 2) + "\n";
  if (!/: \["/.test(as)) return text;
  return text.replaceAll(
    /\[\s+("[^\]]*")\s+\]/g,
    (_, words: string) => `[${words.split(/,\s+/).join(", ")}]`,
  );
}
