import { formatSeconds } from "../format.ts";
import { type Markup, markup } from "./_markup.ts";
import type { Page } from "./_page.ts";
import { counted, timeWords } from "./_words.ts";

/** What was run, when, where and for how long: the page's first line. */
export function runLine({ report }: Page): Markup {
  const { profile, suite, provenance } = report;
  const { code, device, started, elapsed, seconds } = provenance;
  const entry = (term: string, text: Markup | string) =>
    markup`<div><dt>${term}</dt><dd>${text}</dd></div>`;
  return markup`<dl class="run">${[
    entry("Profile", profile),
    entry("Suite", suite),
    entry("Device", device.label),
    entry(
      "Commit",
      markup`<code>${code.commit.slice(0, 10)}</code>${code.dirty === true && " with changes"}`,
    ),
    entry("Started", timeWords(started)),
    entry("Took", formatSeconds(elapsed ?? seconds)),
  ]}</dl>`;
}

/** What stands above all else: that the run did not come to its end, or that cells are missing. */
export function warning({ report, record }: Page): Markup {
  const { interrupted, provenance: { cells, ended } } = report;
  const missing = cells.planned - cells.finished;
  const shard = record.plan?.shard;
  if (shard) {
    return markup`<p class="warning" role="alert"><strong>A part of a run.</strong> This is shard ${shard.index} of ${shard.count}: <code>deno task merge</code> puts them together and judges them.</p>`;
  }
  const said = [
    interrupted && `The run was stopped by ${interrupted}: nothing is judged yet.`,
    ended === undefined && "The run did not come to its end: verdicts are of what there is.",
    missing > 0 && `Of ${counted(cells.planned, "cell")} ${missing} are not measured.`,
  ].filter((text) => typeof text === "string");
  if (said.length === 0) return markup``;
  return markup`<p class="warning" role="alert"><strong>Not complete.</strong> ${
    said.join(" ")
  } The same command with the same <code>--out</code> goes on where it stopped.</p>`;
}
