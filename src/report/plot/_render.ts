import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Spec } from "./_sketch.ts";
import { slim } from "./_slim.ts";
import { textWidth } from "./_text.ts";
import { CONFIG } from "./_theme.ts";

/** What Vega's types leave out: how it measures text. */
interface TextMetrics {
  width(item: { readonly fontSize?: number; readonly text?: unknown }, line?: unknown): number;
}

// A canvas would measure text with the fonts of the machine.
(vega as unknown as { textMetrics: TextMetrics }).textMetrics.width = (
  { fontSize = 11, text },
  line = text,
) => textWidth(`${line ?? ""}`, fontSize);

/**
 * Draws a Vega-Lite specification as one SVG element.
 *
 * @throws {Error} What Vega would only log: a picture with a part missing is none.
 */
export async function render(spec: Spec): Promise<string> {
  const strict = vega.logger(vega.Warn, undefined, (_method, _level, [message]) => {
    throw new Error(`Cannot draw a plot: ${message}`);
  });
  const whole = { ...spec, config: CONFIG } as unknown as TopLevelSpec;
  const compiled = compile(whole, { logger: strict }).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: "none", logger: strict });
  try {
    return slim(await view.toSVG());
  } finally {
    view.finalize();
  }
}
