import type { Crew, CrewListener, SelfTest } from "./crew.ts";
import type { RunCounts } from "./desk.ts";

/** A crew that is lent to a second run: it is tested already, goes on after, and counts anew. */
export class LentCrew implements Crew {
  readonly device: Crew["device"];
  readonly #crew: Crew;
  readonly #selfTest: SelfTest | undefined;
  readonly #before: RunCounts;

  constructor(crew: Crew, selfTest: SelfTest | undefined) {
    this.device = crew.device;
    this.#crew = crew;
    this.#selfTest = selfTest;
    this.#before = crew.counts();
  }

  selfTest(): Promise<SelfTest | undefined> {
    return Promise.resolve(this.#selfTest);
  }

  measure(
    cells: Parameters<Crew["measure"]>[0],
    options: { trusted: Parameters<Crew["measure"]>[1]["trusted"]; listener: CrewListener },
  ): Promise<void> {
    return this.#crew.measure(cells, options);
  }

  counts(): RunCounts {
    const now = this.#crew.counts();
    const before = this.#before;
    return {
      asked: now.asked - before.asked,
      distinct: now.distinct - before.distinct,
      trained: now.trained - before.trained,
      cached: now.cached - before.cached,
    };
  }

  [Symbol.dispose](): void {}
}
