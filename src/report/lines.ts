import { recordJson } from "../lab/mod.ts";
import type { Report } from "./schema.ts";

/** A JSON object a line, one for every reading and, marked by `control`, for every control. */
export function renderLines({ claims }: Report): string {
  return claims.flatMap((claim) =>
    claim.readings.flatMap((reading) => {
      const place = { claim: claim.id, alias: claim.alias, reading: reading.id };
      const { verdict, text, registered, asRegistered } = reading;
      return [
        { ...place, verdict, text, registered: registered.verdict, asRegistered },
        ...reading.controls.map(({ id, verdict, text, registered, asRegistered }) => (
          { ...place, control: id, verdict, text, registered, asRegistered }
        )),
      ];
    })
  ).map((line) => recordJson(line) + "\n").join("");
}
