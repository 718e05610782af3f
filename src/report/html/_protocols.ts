import type { Profile, Protocol } from "../../claim/mod.ts";
import { type Markup, markup } from "./_markup.ts";
import type { ClaimPage } from "./_page.ts";
import { table } from "./_table.ts";
import { counted } from "./_words.ts";

/** A protocol, and the readings and controls that run on it. */
interface Used {
  readonly protocol: Protocol;
  readonly by: string[];
}

/** Every experimental condition of a claim: settings that all share, and a table of the rest. */
export function protocolsOf({ report, spec }: ClaimPage, profile: Profile): Markup {
  const used = new Map<string, Used>();
  for (const { id, protocols } of [...spec.readings, ...spec.controls]) {
    for (const protocol of protocols[profile]) {
      const key = JSON.stringify([protocol.id, protocol.settings]);
      if (!used.has(key)) used.set(key, { protocol, by: [] });
      used.get(key)!.by.push(id);
    }
  }
  const all = [...used.values()];
  if (all.length === 0) return markup``;
  const names = [...new Set(all.flatMap(({ protocol }) => Object.keys(protocol.settings)))];
  const isShared = (name: string) =>
    new Set(all.map(({ protocol }) => setting(protocol, name))).size === 1;
  const shared = all.length > 1 ? names.filter(isShared) : [];
  const own = names.filter((name) => !shared.includes(name));
  return markup`<details class="protocols"><summary><h4>Protocols: ${
    counted(all.length, "condition")
  } in profile ${profile}</h4></summary>
${
    shared.length > 0 && markup`<p>In all of them: ${
      shared.map((name, i) =>
        markup`${i === 0 ? "" : ", "}${name} <b>${setting(all[0]!.protocol, name)}</b>`
      )
    }.</p>`
  }
<div class="scroll" tabindex="0" role="region" aria-label="Protocols of ${report.alias}">${
    table({
      kind: "plain",
      caption: `Protocols of ${report.alias}`,
      heads: ["Protocol", ...own, "Used by"],
      rows: all.map(({ protocol, by }) =>
        markup`<tr><th scope="row">${protocol.id}</th>${
          own.map((name) => markup`<td>${setting(protocol, name)}</td>`)
        }<td>${by.join(", ")}</td></tr>`
      ),
    })
  }</div></details>`;
}

/** A setting as text: words as they are, whatever is made of parts as JSON. */
function setting({ settings }: Protocol, name: string): string {
  const value = settings[name];
  if (value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value).replaceAll(",", ", ");
}
