import { assert, assertEquals } from "@std/assert";
import {
  controlOutcome,
  judge,
  type Judgement,
  matches,
  type Observation,
  problemsOf,
  registrationOf,
  settle,
} from "../src/claim/mod.ts";
import { armsOf, type Claim, plan } from "../src/lab/mod.ts";

/** What came of judging a claim on no data: the verdict of every arm, and what stands. */
export interface Judged {
  /** By `reading` or `reading control`. */
  readonly arms: Readonly<Record<string, Judgement>>;
  /** Status of every reading once its controls have spoken. */
  readonly settled: Readonly<Record<string, string>>;
}

const refuse = (what: string) => () => {
  throw new TypeError(`a reading on no data needs no ${what}`);
};

/** Plans, measures and judges a claim's readings on no data as the lab does, in profile smoke. */
export async function judged(claim: Claim): Promise<Judged> {
  const { spec, measure } = claim;
  assertEquals(problemsOf(spec), []);
  const cells = plan([spec], { profile: "smoke", sources: [] });
  const arms: Record<string, Judgement> = {};
  const outcomes = [], readings = [];
  for (const { name, reading, control } of armsOf(spec)) {
    const observations: Observation[] = [];
    for (const cell of cells) {
      if (cell.reading !== reading.id || cell.arm !== name) continue;
      const values: Record<string, number | readonly number[]> = {};
      await measure({
        cell,
        reading,
        lab: {
          get engine() {
            return refuse("device")();
          },
          remember: refuse("lab"),
        },
        get source() {
          return refuse("inputs")();
        },
        get suite() {
          return refuse("suite")();
        },
        record: (fact) => void (values[fact.name] = fact.value),
      });
      observations.push({ part: cell.part, seed: cell.seed, values });
    }
    if (observations.length === 0) continue;
    const judgement = judge({
      criterion: control?.criterion ?? reading.criterion,
      parts: [...new Set(observations.map(({ part }) => part))],
      seeds: [...new Set(observations.map(({ seed }) => seed))],
      observations,
      ...reading.constructed && { constructed: true },
      ...control?.power && { power: control.power },
    });
    arms[control ? `${reading.id} ${control.id}` : reading.id] = judgement;
    const outcome = { reading: reading.id, verdict: judgement.verdict };
    if (control) outcomes.push(controlOutcome(control, outcome));
    else readings.push(outcome);
  }
  assertEquals(outcomes.filter(({ behaved }) => !behaved), []);
  const settled = settle(readings, outcomes);
  for (const { reading, verdict } of settled) {
    const expected = registrationOf(spec, { reading, suite: "procedural", profile: "smoke" });
    assert(
      matches(verdict, expected.verdict),
      `${reading} is not as registered: ${verdict.status}`,
    );
  }
  return {
    arms,
    settled: Object.fromEntries(settled.map(({ reading, verdict }) => [reading, verdict.status])),
  };
}

/** The deciding value of an arm, and the parts that were refuted. */
export function found({ verdict, parts }: Judgement) {
  return {
    measured: "evidence" in verdict ? verdict.evidence?.measured : undefined,
    refuted: parts.filter(({ verdict }) => verdict.status === "refuted").map(({ part }) =>
      part.replace("constructed:", "")
    ),
  };
}
