/** What is summed over the epochs, by reading: a row of the trajectory, and how many of its epochs. */
export const READINGS = {
  "epoch-mean": {
    row: "gradient-norm",
    statement:
      "By the authors' definition: the norm of the whole gradient before each step, averaged over the epoch's mini-batches, divided by the sum over all epochs.",
  },
  "first-five": {
    row: "gradient-norm",
    over: 5,
    statement: "The same, divided by the sum over the first five epochs.",
  },
  "displacement": {
    row: "displacement",
    statement: "The distance the weights move in an epoch, ‖θ^(e) − θ^(e−1)‖.",
  },
  "full-gradient": {
    row: "full-gradient-norm",
    statement: "The norm of the gradient over the whole training set, at the epoch's start.",
  },
} as const;

/** Samples of the control at learning rate 0: its share does not depend on how many there are. */
export const CONTROL_SAMPLES = 256;
/** Its epochs: a share of 1/5 lies outside the claim's range. */
export const CONTROL_EPOCHS = 5;
