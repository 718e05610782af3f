import { formatSeconds } from "../format.ts";
import type { Report } from "../schema.ts";
import { timeText } from "../table.ts";
import { type Markup, markup } from "./_markup.ts";
import type { Page } from "./_page.ts";
import { counted, shellWord, timeWords } from "./_words.ts";

type MergedShard = NonNullable<Report["provenance"]["shards"]>[number];

/** Where the numbers come from, and how to check them. */
export function provenanceSection(page: Page): Markup {
  return markup`<section id="provenance" aria-label="Provenance">
<h2>Provenance</h2>
<dl class="facts">
${[programItems(page), inputItems(page), workItems(page)]}</dl>
<h3>How to check this page</h3>
<p>Everything here is made from <code>events.jsonl</code> in the report’s folder, where each line’s digest covers the line before it.</p>
<ul>
<li><code class="command">deno task audit <span class="dir">DIR</span></code> recomputes every verdict from the recorded facts, and compares the files, this page among them, if the version that wrote them is at work.</li>
<li><code class="command">deno task audit <span class="dir">DIR</span> --rerun CELL</code> measures one cell again and compares it; each cell’s command is with the cell, in its claim’s section.</li>
<li><code class="command">deno task report <span class="dir">DIR</span></code> makes this page and the other files anew.</li>
</ul>
</section>`;
}

function programItems({ report: { provenance } }: Page): readonly Markup[] {
  const { command, code, versions, device, selfTest } = provenance;
  const passed = selfTest?.passed ? "✓ passed" : "✗ failed";
  return [
    item(
      "Command",
      markup`<code class="command">deno task ${command.map(shellWord).join(" ")}</code>`,
    ),
    item(
      "Code",
      markup`commit <code>${code.commit}</code>, ${DIRTY[`${code.dirty}`]}; SHA-256 of the source ${
        digest(code.hash)
      }`,
    ),
    item("Versions", pairs(versions).join(", ")),
    item("Device", markup`${device.label}${others(device, ["label", "versions"])}`),
    ...(selfTest
      ? [item(
        "Self-test",
        markup`${passed}: gradients and Hessian-vector products, before anything was measured${
          others(selfTest, ["passed"])
        }`,
      )]
      : []),
  ];
}

function inputItems({ report: { provenance, profile, suite } }: Page): readonly Markup[] {
  const { sources, taskSuite } = provenance;
  const inputs = [
    markup`suite ${suite}, profile ${profile}`,
    ...sources.map((source) => markup`${source.name} ${digest(source.digest)}`),
    taskSuite &&
    markup`tasks ${taskSuite.tasks.join(", ")} of ${taskSuite.name} ${digest(taskSuite.digest)}`,
  ];
  return [
    item("Inputs", markup`<ul>${inputs.map((text) => text && markup`<li>${text}</li>`)}</ul>`),
  ];
}

function workItems({ report: { provenance }, record }: Page): readonly Markup[] {
  const { started, ended, cells, facts, cachedFacts, runs, trainings } = provenance;
  const { shards, journalHead } = provenance;
  const number = (value: number) => value.toLocaleString("en");
  const times = [
    `started ${timeWords(started)}`,
    ...(ended === undefined ? [] : [`ended ${timeWords(ended)}`]),
    `cells took ${timeText(provenance)}`,
  ];
  const starts = record.runs.map(({ started }) => timeWords(started)).join(", ");
  return [
    item("Time", times.join("; ")),
    ...(runs > 1
      ? [item("Starts", `${number(runs)}, of which one folder was made: ${starts}`)]
      : []),
    item(
      "Measured",
      `${number(cells.finished)} of ${counted(cells.planned, "cell")}, ${
        counted(facts, "fact")
      }, ` +
        `of which ${number(cachedFacts)} from stored trainings`,
    ),
    ...(trainings
      ? [item(
        "Trainings",
        `${number(trainings.distinct)} asked for ${number(trainings.asked)} times: ` +
          `${number(trainings.trained)} trained, ${number(trainings.cached)} from the store`,
      )]
      : []),
    ...(shards
      ? [
        item(
          "Shards",
          markup`<ul>${shards.map((shard) => markup`<li>${shardText(shard)}</li>`)}</ul>`,
        ),
      ]
      : []),
    item("Journal", markup`digest of its last line ${digest(journalHead)}`),
  ];
}

function shardText(
  { index, count, device, started, seconds, cells, journalHead }: MergedShard,
): Markup {
  return markup`${index} of ${count}: ${counted(cells, "cell")} on ${device.label}, started ${
    timeWords(started)
  }, ${formatSeconds(seconds)}; journal ${digest(journalHead)}`;
}

/** What is known of the working tree. */
const DIRTY: Readonly<Record<string, string>> = {
  true: "with changes that are not committed",
  false: "without changes",
  unknown: "whether changed is not known",
};

function item(name: string, content: Markup | string): Markup {
  return markup`<dt>${name}</dt><dd>${content}</dd>\n`;
}

function digest(text: string): Markup {
  return markup`<code class="digest">${text}</code>`;
}

function pairs(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(values).map(([name, value]) =>
    `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`
  );
}

/** What else is known of a thing, folded away. */
function others(values: Readonly<Record<string, unknown>>, told: readonly string[]): Markup {
  const untold = Object.entries(values).filter(([name]) => !told.includes(name));
  if (untold.length === 0) return markup``;
  return markup`<details><summary>Details</summary><ul>${
    pairs(Object.fromEntries(untold)).map((text) => markup`<li>${text}</li>`)
  }</ul></details>`;
}
