import type { Profile, Protocol } from "../../src/claim/mod.ts";
import type { Activation } from "../../src/reference/mod.ts";

/** One condition of the theory claims: a network, T tasks, α, and what a claim adds. */
export type TheorySettings = {
  readonly activation: Activation;
  /** Layers of weights. */
  readonly depth: number;
  /** T. */
  readonly tasks: number;
  /** α. */
  readonly alpha: number;
  /** k, where the claim is about more than one epoch. */
  readonly epochs?: number;
};

export type TheoryProtocol = Protocol<TheorySettings>;

const DEPTHS = [2, 3, 4] as const;
const TASKS = [2, 4, 8] as const;
const ALPHAS = [(tasks: number) => 1 / tasks, () => 0.3, () => 1] as const;

export const SMOOTH: readonly Activation[] = ["tanh", "softplus"];
export const ALL: readonly Activation[] = ["tanh", "softplus", "relu"];

/** A protocol named after its settings. */
export function theoryProtocol(settings: TheorySettings): TheoryProtocol {
  const { activation, depth, tasks, alpha, epochs } = settings;
  const steps = epochs === undefined ? "" : `-k${epochs}`;
  const scaling = Number(alpha.toPrecision(4));
  return { id: `${activation}-d${depth}-T${tasks}-a${scaling}${steps}`, settings };
}

/**
 * Networks crossed with T and α as a Graeco-Latin square: every activation and depth, each with its
 * own T and α, so that every level of every factor occurs equally often. Further `rotation`s shift T
 * and give the combinations that the first one leaves out.
 */
export function square(
  activations: readonly Activation[],
  { rotations = 1 }: { rotations?: number } = {},
): readonly TheoryProtocol[] {
  return Array.from(
    { length: rotations },
    (_, rotation) =>
      activations.flatMap((activation, a) =>
        DEPTHS.map((depth, d) => {
          const tasks = TASKS[(a + d + rotation) % 3]!;
          const alpha = ALPHAS[(a + 2 * d) % 3]!(tasks);
          return theoryProtocol({ activation, depth, tasks, alpha });
        })
      ),
  ).flat();
}

/** The same protocols at each number of epochs. */
export function withEpochs(
  protocols: readonly TheoryProtocol[],
  epochs: readonly number[],
): readonly TheoryProtocol[] {
  return protocols.flatMap(({ settings }) =>
    epochs.map((k) => theoryProtocol({ ...settings, epochs: k }))
  );
}

/** Protocols by profile from one square: its diagonal for smoke, all of it, three rotations. */
export function byProfile(
  activations: readonly Activation[],
): Readonly<Record<Profile, readonly TheoryProtocol[]>> {
  const whole = square(activations);
  return {
    smoke: whole.filter(({ settings }) =>
      activations.indexOf(settings.activation) === DEPTHS.indexOf(settings.depth as 2 | 3 | 4)
    ),
    default: whole,
    nightly: square(activations, { rotations: 3 }),
  };
}

/** Applies one change to the protocols of every profile. */
export function mapProfiles(
  profiles: Readonly<Record<Profile, readonly TheoryProtocol[]>>,
  change: (protocols: readonly TheoryProtocol[], profile: Profile) => readonly TheoryProtocol[],
): Readonly<Record<Profile, readonly TheoryProtocol[]>> {
  return {
    smoke: change(profiles.smoke, "smoke"),
    default: change(profiles.default, "default"),
    nightly: change(profiles.nightly, "nightly"),
  };
}
