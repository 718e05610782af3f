import type { Measurement } from "../../src/lab/mod.ts";
import type { BaseSettings, ExperimentSettings } from "./settings.ts";

/** The settings of a cell of the claims on fine-tuning. */
export function settingsOf<S extends BaseSettings = ExperimentSettings>(
  { cell }: Pick<Measurement, "cell">,
): S {
  return cell.protocol.settings as unknown as S;
}

/** `main`, or the name of the control. */
export function armOf({ cell }: Pick<Measurement, "cell">): string {
  return cell.arm.replace(/^control:/, "");
}
