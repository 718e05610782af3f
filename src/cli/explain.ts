import { type ClaimSpec, PROFILES, type Reading } from "../claim/mod.ts";
import { armsOf, dataless } from "../lab/mod.ts";
import { criterionText, powerText, wrap } from "../report/mod.ts";
import { parseOptions } from "./options.ts";
import { print, terminalWidth } from "./output.ts";
import type { Program } from "./program.ts";
import { selectClaims } from "./select.ts";
import { UsageError } from "./usage.ts";

/** `explain CLAIM`: everything a spec says, for people. */
export function explainCommand(args: readonly string[], { claims }: Program): number {
  const { positional } = parseOptions(args, { valued: [], flags: [] });
  if (positional.length === 0) throw new UsageError("explain needs a claim: see `list`.");
  const width = terminalWidth();
  for (const { spec } of selectClaims(claims, positional)) {
    print(explain(spec).flatMap((line) => wrapLine(line, width)).join("\n") + "\n");
  }
  return 0;
}

/** Goes on at the line's own depth; commands stay whole, to be copied. */
function wrapLine(line: string, width: number): string[] {
  const indent = /^ */.exec(line)![0];
  if (line.includes("deno task")) return [line];
  return wrap(line.trimStart().split(" "), { width, indent });
}

/** A spec as lines of text. */
export function explain(spec: ClaimSpec): string[] {
  return [
    `${spec.alias} ${spec.id} (version ${spec.version}): ${spec.title}`,
    `  ${spec.statement}`,
    `  Place: ${spec.place}`,
    `  Quantity: ${spec.quantity.name}, unit ${spec.quantity.unit}, ${spec.quantity.shape}`,
    `  Seeds: ${PROFILES.map((profile) => `${profile} ${spec.seeds[profile]}`).join(", ")}`,
    "",
    "Readings",
    ...spec.readings.flatMap((reading) => [
      `  ${reading.id} (${originOf(reading)})`,
      `    ${reading.statement}`,
      ...(reading.place ? [`    Place: ${reading.place}`] : []),
      `    Supported if: ${criterionText(reading.criterion)}`,
      ...spec.registered.filter((entry) => entry.reading === reading.id).map((entry) =>
        `    Registered ${entry.date} (${entry.profiles.join(", ")}; ${
          entry.suites.join(", ")
        }): ` +
        `${entry.verdict}, because ${entry.reason}`
      ),
    ]),
    "",
    "Controls",
    ...spec.controls.flatMap((control) => [
      `  ${control.id} (${control.kind}): ${control.why}`,
      `    Guards ${control.readings.join(", ")}; must be ${control.registered.join(" or ")}` +
      (control.power ? `, with ${powerText(control.power)}` : ""),
      ...(control.criterion ? [`    Judged by: ${criterionText(control.criterion)}`] : []),
    ]),
    "",
    "Ledger",
    ...spec.ledger.flatMap(({ topic, paper, chosen }) => [
      `  ${topic}`,
      `    Paper: ${paper}`,
      `    Here: ${chosen}`,
    ]),
    "",
    "One cell again, after `verify`",
    `  deno task audit DIR --rerun ${exampleCell(spec)}`,
    "",
  ];
}

function originOf(reading: Reading): string {
  const none = dataless(reading);
  return none ? `${reading.arithmetic}, ${none}` : reading.arithmetic;
}

/** The smoke profile's first cell, on the procedural suite; of a task, whichever there is. */
function exampleCell(spec: ClaimSpec): string {
  const arm = armsOf(spec)[0];
  const protocol = arm?.reading.protocols.smoke[0] ?? arm?.reading.protocols.default[0];
  const { inputs = "sources" } = spec;
  const input = arm && dataless(arm.reading) ||
    { sources: "synthetic", tasks: "TASK", suite: "procedural" }[inputs];
  return [spec.id, arm?.reading.id, "main", `${input}:${protocol?.id}`, 0].join("/");
}
