import type { PenaltyName } from "../_orthoreg/settings.ts";
import { TOO_OFTEN, type Variant } from "./settings.ts";

/** What is compared, in the order of the first round. */
export const ARMS = ["plain", "orthoreg", "tta"] as const;
/** One of the fine-tunings that are compared. */
export type ArmName = (typeof ARMS)[number];

const PLAIN: Variant = { method: "non-lin", penalty: "none" };
const TTA: Variant = { method: "tta", penalty: "none" };

/** What is trained in each arm of a cell: its control may put another in OrthoReg's place. */
export function variantsOf(
  control: string,
  { penalty }: { readonly penalty: PenaltyName },
): Readonly<Record<ArmName, Variant>> {
  return { plain: PLAIN, orthoreg: regularised(control, penalty), tta: TTA };
}

function regularised(control: string, penalty: PenaltyName): Variant {
  switch (control) {
    case "plain-against-plain":
    case "plain-memory":
      return PLAIN;
    case "tta-against-tta":
      return TTA;
    case "penalty-twenty-times":
      return { ...PLAIN, penalty, evaluations: TOO_OFTEN };
    default:
      return { ...PLAIN, penalty };
  }
}
