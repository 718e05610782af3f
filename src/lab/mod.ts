/** The lab: plans cells, measures them, keeps the journal and the run store, and judges. */
export { auditJournal } from "./audit.ts";
export type { Cell } from "./cell.ts";
export { JournalError, NewerJournalError } from "./chain.ts";
export { codeHash, type CodeRecord, readCode } from "./code.ts";
export { type Cost, type CostContext, costOf, NO_COST, type RunCost, type Work } from "./cost.ts";
export { type Crew, type CrewListener, type SelfTest, trustedOf } from "./crew.ts";
export { type RunCounts } from "./desk.ts";
export { comparisonOf, driftEvent, type DriftOptions, type FreshBlock } from "./drift.ts";
export { sha256 } from "./digest.ts";
export {
  type Estimate,
  Estimator,
  memoryOf,
  RATES,
  type Rates,
  secondsOf,
  sumOf,
} from "./estimate.ts";
export type {
  CellEvent,
  DriftEvent,
  EndEvent,
  Event,
  FactEvent,
  MergedShard,
  PlanEvent,
  RunEvent,
  Shard,
  VerdictEvent,
} from "./events.ts";
export { EventSchema, JOURNAL_SCHEMA } from "./events.ts";
export { type FactRoots, factRoots } from "./fact_tree.ts";
export { packFault } from "./fault.ts";
export { AGAIN_NAME, FolderError, JOURNAL_NAME, OutputFolder } from "./folder.ts";
export { historyEntry } from "./history.ts";
export {
  Journal,
  type JournalContent,
  JournalWriteError,
  readJournal,
  writeJournal,
} from "./journal.ts";
export { canonicalJson, recordJson } from "./json.ts";
export { type Conclusion, judgeRecord, statusOf } from "./judge_record.ts";
export { KeyError, type KeyPair, newKeyPair } from "./keys.ts";
export type { Claim, Lab, Measure, Measurement, Recipe, Run, RunArray } from "./lab.ts";
export type { RunListener } from "./listener.ts";
export { type Load, loadsOf } from "./load.ts";
export { LockedError, RunLock } from "./lock.ts";
export { type Bench, type CellListener, measureCell } from "./measure.ts";
export { measuredOf } from "./measured.ts";
export { type MergeOptions, mergeShards } from "./merge.ts";
export { IncompleteError, MergeError, type ShardFolder } from "./merge_members.ts";
export {
  type Arm,
  armsOf,
  dataless,
  isDataless,
  isDatalessInput,
  plan,
  type PlanOptions,
  seedsOf,
} from "./plan.ts";
export { planEvent, type PlanEventOptions, plannedSuite, specHash } from "./plan_event.ts";
export { type FinishedCell, foldEvents, isFinished, type RunRecord } from "./record.ts";
export {
  type CellProof,
  CellProofSchema,
  proofFault,
  proveCell,
  readProof,
  renderProof,
} from "./proof.ts";
export {
  compareFact,
  type DeviceIdentity,
  type FactComparison,
  identityOf,
  type Rerun,
  rerunCell,
  type RerunOptions,
} from "./rerun.ts";
export { type RememberedRun, Runs } from "./runs.ts";
export { decodeSafetensors, encodeSafetensors, type Safetensors } from "./safetensors.ts";
export {
  type Signature,
  SIGNATURE_NAME,
  signatureFault,
  SignatureSchema,
  signedMessage,
  type SignedStatement,
  signStatement,
} from "./signature.ts";
export { dueCells, shardName } from "./shard.ts";
export { Interruption, SharedStop, SIGNAL_STATUS, Signals, type StopRequest } from "./signals.ts";
export { type RunKey, RunStore, type RunStoreOptions } from "./store.ts";
export { serve, type Served } from "./serve.ts";
export { Solo, type SoloOptions } from "./solo.ts";
export { decodeUntrusted, parseUntrusted, readUntrusted, UnreadableError } from "./untrusted.ts";
export { type Part, split } from "./split.ts";
export { measureAgain, verify, type VerifyOptions, type VerifyResult } from "./verify.ts";
export { Workers, type WorkersOptions } from "./workers.ts";
export type { FromWorker, Port, ToWorker } from "./messages.ts";
