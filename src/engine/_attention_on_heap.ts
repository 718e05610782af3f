import * as tf from "@tensorflow/tfjs";
import type { AttentionShape } from "./attention.ts";
import { groupsOf } from "./_attention_groups.ts";
import type { AttentionRoutines } from "./_attention_routines.ts";
import { LANES } from "./_routine.ts";

/** Whether attention can be computed here: on wasm, four heads at a time. */
export const isOnHeap = ({ heads }: AttentionShape): boolean =>
  tf.getBackend() === "wasm" && heads % LANES === 0;

/** Attention [n · tokens, width], and its weights after the softmax as {@linkcode pullBack} takes them. */
export function attend(
  qkv: tf.Tensor,
  shape: AttentionShape,
): { attended: tf.Tensor; weights: tf.Tensor } {
  const groups = groupsOf(qkv, shape);
  const [attended, weights] = [groups.narrow(), groups.squares()];
  groups.forEach({ lanes: 4, squares: 0 }, (routines, at, { lanes }) => {
    const [q, k, v, mixed] = lanes;
    const square = at.square(weights);
    readAll(routines, { from: at.wide(qkv), to: [q!, k!, v!] });
    routines.dots(q!, k!, square);
    routines.softmax(square);
    routines.mix(square, v!, mixed!);
    routines.writeNarrow(mixed!, at.narrow(attended));
  });
  return { attended: tensorOf(attended), weights: tensorOf(weights) };
}

/** The gradient by `qkv` from that by the attention, dy [n · tokens, width]. */
export function pullBack(
  dy: tf.Tensor,
  { qkv, weights, ...shape }: AttentionShape & { qkv: tf.Tensor; weights: tf.Tensor },
): tf.Tensor {
  const groups = groupsOf(qkv, shape);
  const gradient = groups.wide();
  groups.forEach({ lanes: 7, squares: 1 }, (routines, at, { lanes, squares: [slope] }) => {
    const [q, k, v, dMixed, dq, dk, dv] = lanes;
    const square = at.square(weights);
    readAll(routines, { from: at.wide(qkv), to: [q!, k!, v!] });
    routines.readNarrow(at.narrow(dy), dMixed!);
    routines.dots(dMixed!, v!, slope!);
    routines.softmaxSlope(square, slope!);
    routines.mix(slope!, k!, dq!);
    routines.mixTransposed(slope!, q!, dk!);
    routines.mixTransposed(square, dMixed!, dv!);
    const rows = at.wide(gradient);
    [dq!, dk!, dv!].forEach((lanes, part) => routines.writeWide(lanes, rows[part]!));
  });
  return tensorOf(gradient);
}

/** The derivative of the attention along `dqkv`. */
export function pushForward(
  qkv: tf.Tensor,
  { dqkv, ...shape }: AttentionShape & { dqkv: tf.Tensor },
): tf.Tensor {
  const groups = groupsOf(qkv, shape);
  const tangent = groups.narrow();
  groups.forEach({ lanes: 7, squares: 2 }, (routines, at, { lanes, squares }) => {
    const [q, k, v, dq, dk, dv, mixed] = lanes;
    const [weights, slope] = squares;
    readAll(routines, { from: at.wide(qkv), to: [q!, k!, v!] });
    readAll(routines, { from: at.wide(dqkv), to: [dq!, dk!, dv!] });
    routines.dots(q!, k!, weights!);
    routines.softmax(weights!);
    routines.dots(dq!, k!, slope!);
    routines.addDots(q!, dk!, slope!);
    routines.softmaxSlope(weights!, slope!);
    routines.mix(slope!, v!, mixed!);
    routines.addMix(weights!, dv!, mixed!);
    routines.writeNarrow(mixed!, at.narrow(tangent));
  });
  return tensorOf(tangent);
}

function readAll(
  routines: AttentionRoutines,
  { from, to }: { from: readonly number[]; to: readonly number[] },
): void {
  from.forEach((rows, part) => routines.readWide(rows, to[part]!));
}

const tensorOf = (info: tf.TensorInfo) => tf.engine().makeTensorFromTensorInfo(info);
