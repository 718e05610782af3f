import { JOURNAL_NAME } from "../lab/mod.ts";
import { type Paper, papersOf } from "./papers.ts";
import type { Report } from "./schema.ts";

/** The file that describes the others. */
export const CRATE_NAME = "ro-crate-metadata.json";

// There is no profile 1.0. Version 0.6 is on RO-Crate 1.3, of 2026; 0.5 on 1.1, which most tools read.
const RO_CRATE = "https://w3id.org/ro/crate/1.1";
const PROCESS_RUN = "https://w3id.org/ro/wfrun/process/0.5";
const ROOT = "./";
const SOFTWARE = "#taskproof";
const ACTION = "#run";
const TERMS = "#terms";

/** A file of the folder, as it is on disk. */
export interface CrateFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

type Entity = Readonly<Record<string, unknown>> & { readonly "@id": string };

/** Media types by the end of a file's name. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  html: "text/html",
  json: "application/json",
  jsonl: "application/jsonl",
  md: "text/markdown",
  xml: "application/xml",
};

/**
 * Renders `ro-crate-metadata.json`: the folder as an [RO-Crate 1.1](https://w3id.org/ro/crate/1.1)
 * of the profile [Process Run Crate 0.5](https://w3id.org/ro/wfrun/process/0.5). One action, the run,
 * by the instrument Taskproof, had the inputs as objects and the files as results.
 *
 * @example
 * ```ts
 * import { renderCrate, ReportSchema } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 * const path = new URL("../../tests/golden/report.json", import.meta.url);
 * const report = ReportSchema.parse(JSON.parse(Deno.readTextFileSync(path)));
 * const crate = JSON.parse(renderCrate(report, []));
 * assertEquals(crate["@graph"][0]["@id"], "ro-crate-metadata.json");
 * ```
 */
export function renderCrate(report: Report, files: readonly CrateFile[]): string {
  const { provenance } = report;
  const inputs = inputsOf(report);
  const papers = papersOf(report).map(paperEntity);
  const graph: Entity[] = [
    {
      "@id": CRATE_NAME,
      "@type": "CreativeWork",
      conformsTo: { "@id": RO_CRATE },
      about: { "@id": ROOT },
    },
    {
      "@id": ROOT,
      "@type": "Dataset",
      conformsTo: { "@id": PROCESS_RUN },
      name: `Taskproof report: profile ${report.profile}, ${report.suite} suite`,
      description: "Claims of papers on task arithmetic, measured and judged: journal, verdicts, " +
        "measurements.",
      datePublished: provenance.ended ?? provenance.started,
      license: { "@id": TERMS },
      hasPart: references(files.map(fileEntity)),
      mentions: { "@id": ACTION },
      ...(papers.length > 0 && { citation: references(papers) }),
    },
    {
      "@id": PROCESS_RUN,
      "@type": "CreativeWork",
      name: "Process Run Crate",
      version: "0.5",
    },
    {
      "@id": TERMS,
      "@type": "CreativeWork",
      name: "Terms of whoever ran it",
      description:
        "Taskproof claims no rights in what it measures: whoever published this folder " +
        "says on which terms.",
    },
    softwareEntity(report),
    actionEntity(report, { inputs, files }),
    ...inputs,
    ...files.map(fileEntity),
    ...papers,
  ];
  const context = [`${RO_CRATE}/context`, "https://w3id.org/ro/terms/workflow-run/context"];
  return JSON.stringify({ "@context": context, "@graph": graph }, null, 2) + "\n";
}

/** The program, by its commit and the digest of its source files. */
function softwareEntity({ provenance: { code, versions } }: Report): Entity {
  const state = code.dirty === false ? "" : code.dirty === true ? ", edited" : ", edits unknown";
  return {
    "@id": SOFTWARE,
    "@type": "SoftwareApplication",
    name: "Taskproof",
    description: `commit ${code.commit}${state}; SHA-256 of the source files ${code.hash}`,
    softwareVersion: versions.taskproof ?? "unknown",
    softwareRequirements: Object.entries(versions)
      .filter(([name]) => name !== "taskproof")
      .map(([name, version]) => `${name} ${version}`),
    identifier: code.commit,
    sha256: code.hash,
  };
}

function actionEntity(
  { provenance, interrupted }: Report,
  { inputs, files }: { inputs: readonly Entity[]; files: readonly CrateFile[] },
): Entity {
  const { command, device, started, ended } = provenance;
  const status = interrupted ? "FailedActionStatus" : "CompletedActionStatus";
  return {
    "@id": ACTION,
    "@type": "CreateAction",
    name: "Measured and judged the claims",
    description: `deno task ${command.join(" ")}, on ${device.label}`,
    startTime: started,
    ...(ended !== undefined && { endTime: ended }),
    instrument: { "@id": SOFTWARE },
    object: references(inputs),
    result: references(files.map(fileEntity)),
    actionStatus: { "@id": `http://schema.org/${status}` },
    ...(interrupted && { error: `stopped by ${interrupted}` }),
  };
}

/** What was measured on: made by the program or read from elsewhere, so no files of the folder. */
function inputsOf({ provenance: { sources, taskSuite } }: Report): Entity[] {
  return [
    ...sources.map(({ name, digest }, index) => ({
      "@id": `#source-${index + 1}`,
      "@type": "CreativeWork",
      name,
      description: "Inputs of the theory's claims.",
      sha256: digest,
    })),
    ...(taskSuite
      ? [{
        "@id": "#suite",
        "@type": "CreativeWork",
        name: taskSuite.name,
        description: `Suite of tasks: ${taskSuite.tasks.join(", ")}.`,
        sha256: taskSuite.digest,
      }]
      : []),
  ];
}

function fileEntity({ name, bytes, sha256 }: CrateFile): Entity {
  const mediaType = MEDIA_TYPES[name.slice(name.lastIndexOf(".") + 1)];
  return {
    "@id": encodeURI(name),
    "@type": "File",
    name,
    ...(name === JOURNAL_NAME && { description: "The journal, from which all else follows." }),
    ...(mediaType !== undefined && { encodingFormat: mediaType }),
    contentSize: `${bytes}`,
    sha256,
  };
}

function paperEntity({ title, arxiv }: Paper): Entity {
  return {
    "@id": `https://arxiv.org/abs/${arxiv}`,
    "@type": "ScholarlyArticle",
    name: title,
    identifier: `arXiv:${arxiv}`,
  };
}

function references(entities: readonly Entity[]): { "@id": string }[] {
  return entities.map((entity) => ({ "@id": entity["@id"] }));
}
