import * as tf from "@tensorflow/tfjs";

/** The private parts of tfjs's engine that this file touches. */
interface TapeEngine {
  readonly state: { readonly activeTape: TapeNode[] | null };
  isTapeOn(): boolean;
  runKernelFunc?(call: unknown): unknown;
}

interface TapeNode {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly outputs: readonly tf.Tensor[];
}

/**
 * Puts saved outputs in their right place on tfjs's tape, and returns the function that undoes it.
 *
 * An operation that saves its *output* for its gradient (tanh, sigmoid, exp, softmax, max, …) saves
 * a clone, and tfjs records the clone before the operation that made the original. The tape is no
 * longer in topological order: whatever a second derivative sends back through the clone arrives
 * after the operation was visited, and is lost without a word, on every backend alike. Moving these
 * clones behind their operation repairs the second derivative of all such operations at once.
 */
export function repairTape(): () => void {
  const engine = tf.engine() as unknown as TapeEngine;
  const stock = engine.runKernelFunc!;
  engine.runKernelFunc = (call) => {
    const start = engine.state.activeTape?.length ?? 0;
    const result = stock.call(engine, call);
    if (engine.isTapeOn()) moveClonesBehind(engine.state.activeTape!, start);
    return result;
  };
  // The prototype's method shows again.
  return () => delete engine.runKernelFunc;
}

/** Reorders tape[start…]: clones of saved inputs, the operation (recorded last), clones of outputs. */
function moveClonesBehind(tape: TapeNode[], start: number): void {
  const operation = tape.at(-1);
  if (operation === undefined || tape.length - start < 2) return;
  const clones = tape.slice(start, -1);
  const outputs = new Set(operation.outputs.map((output) => output.id));
  const isOfOutput = (clone: TapeNode) =>
    Object.values(clone.inputs).some((input) => outputs.has(input.id));
  const ofInputs = clones.filter((clone) => !isOfOutput(clone));
  const ofOutputs = clones.filter(isOfOutput);
  tape.splice(start, tape.length - start, ...ofInputs, operation, ...ofOutputs);
}
