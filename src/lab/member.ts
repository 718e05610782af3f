import type { Cell } from "./cell.ts";
import type { RunDesk } from "./desk.ts";
import { unpackFault } from "./fault.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** How a worker is started. */
export interface MemberOptions {
  /** The module that it runs. */
  readonly module: string;
  /** Answers its claims on runs. */
  readonly desk: RunDesk;
  /** Told what it warns of. */
  warn(message: string): void;
}

type Reply<T extends FromWorker["type"]> = FromWorker & { type: T };

/** A worker as the main thread sees it: it does one thing at a time, and asks about runs meanwhile. */
export class Member<Order> {
  /** How often it asked for runs, up to its last cell. */
  asked = 0;
  readonly #number: number;
  readonly #worker: Worker;
  readonly #options: MemberOptions;
  #reply: PromiseWithResolvers<FromWorker> | undefined;
  #cell: Cell | undefined;
  #fault: Error | undefined;

  constructor(number: number, options: MemberOptions) {
    this.#number = number;
    this.#options = options;
    this.#worker = new Worker(options.module, { type: "module", name: `worker ${number}` });
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail(new Error(`${this.#where()} died: ${event.message}`));
    });
  }

  /** Says something and waits for the reply, of one of the given types. */
  async ask<T extends FromWorker["type"]>(
    message: ToWorker<Order>,
    ..._types: readonly T[]
  ): Promise<Reply<T>> {
    if (this.#fault) throw this.#fault;
    this.#cell = message.type === "measure" ? message.cell : undefined;
    this.#reply = Promise.withResolvers();
    this.#worker.postMessage(message);
    return await this.#reply.promise as Reply<T>;
  }

  end(): void {
    this.#worker.terminate();
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case "claim":
        this.#options.desk.claim(message.run).then((origin) => {
          const answer: ToWorker<Order> = { type: "answer", run: message.run, origin };
          this.#worker.postMessage(answer);
        });
        return;
      case "settle":
        return this.#options.desk.settle(message.run, message.origin);
      case "warning":
        return this.#options.warn(message.message);
      case "fault":
        return this.#fail(unpackFault(message.fault, this.#where()));
      case "finished":
      case "stopped":
        this.asked = message.asked;
    }
    this.#reply?.resolve(message);
  }

  /** The first fault counts, also one that comes while nothing is asked. */
  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#reply?.reject(this.#fault);
  }

  #where(): string {
    return `worker ${this.#number}${this.#cell ? `, in cell '${this.#cell.key}'` : ""}`;
  }
}
