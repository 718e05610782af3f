import type { Cell } from "./cell.ts";
import type { SelfTest } from "./crew.ts";
import type { Origin } from "./desk.ts";
import type { CellEvent, FactEvent, RunEvent } from "./events.ts";
import type { Fault } from "./fault.ts";
import type { Bench } from "./measure.ts";

/** What the main thread says to a worker. */
export type ToWorker<Order> =
  /** The first word: what to open, and the memory in which a request to stop is seen. */
  | { readonly type: "open"; readonly order: Order; readonly stop: SharedArrayBuffer }
  /** Asks for the device to be opened. */
  | { readonly type: "start" }
  | { readonly type: "test" }
  | { readonly type: "measure"; readonly cell: Cell; readonly trusted: Bench["trusted"] }
  /** The desk's answer to a claim on a run. */
  | { readonly type: "answer"; readonly run: string; readonly origin: Origin | undefined };

/** What a worker says to the main thread. */
export type FromWorker =
  /** Name and digest of everything that cells are measured on. */
  | {
    readonly type: "opened";
    readonly inputs: readonly { readonly name: string; readonly digest: string }[];
  }
  | { readonly type: "started"; readonly device: RunEvent["device"] }
  | { readonly type: "tested"; readonly selfTest: SelfTest | undefined }
  /** A cell is finished; `asked` counts the runs that this worker has asked for so far. */
  | {
    readonly type: "finished";
    readonly facts: readonly FactEvent[];
    readonly event: CellEvent;
    readonly asked: number;
  }
  /** A cell was given up, for a signal asked to stop. */
  | { readonly type: "stopped"; readonly asked: number }
  | { readonly type: "claim"; readonly run: string }
  | { readonly type: "settle"; readonly run: string; readonly origin: Origin | undefined }
  | { readonly type: "warning"; readonly message: string }
  /** The worker can do no more. */
  | { readonly type: "fault"; readonly fault: Fault };

/** One end of the line between two threads: a worker, or the global scope of one. */
export interface Port<Sent, Received> {
  postMessage(message: Sent): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Received>) => void): void;
}
