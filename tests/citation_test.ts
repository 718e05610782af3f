import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "yaml";
import { PAPERS } from "../src/report/mod.ts";
import config from "../deno.json" with { type: "json" };

interface Entry {
  readonly title?: string;
  readonly authors?: readonly { readonly name?: string }[];
  readonly [key: string]: unknown;
}

const read = (name: string) => Deno.readTextFileSync(new URL(`../${name}`, import.meta.url));
const citation: Entry & { references: readonly Entry[] } = parse(read("CITATION.cff"));

Deno.test("CITATION.cff says of the program what deno.json says", () => {
  assertEquals([citation.version, citation.license], [config.version, config.license]);
  assertEquals(citation["cff-version"], "1.2.0");
});

Deno.test("CITATION.cff has what its schema requires", () => {
  // https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema.json
  for (const key of ["cff-version", "message", "title", "authors"]) assert(key in citation, key);
  assertEquals(citation.type, "software");
  for (const entry of [citation, ...citation.references]) {
    assert(typeof entry.title === "string" && typeof entry.type === "string");
    assert(entry.authors!.length > 0 && entry.authors!.every(({ name }) => name));
  }
});

Deno.test("CITATION.cff refers to the papers that README and reports name", () => {
  const readme = read("README.md").replaceAll(/\s+/g, " ");
  for (const { title, url } of citation.references) {
    assertMatch(String(url), /^https:\/\/arxiv\.org\/abs\/\d{4}\.\d{5}$/);
    assert(readme.includes(`"${title}", [arXiv`) && readme.includes(String(url)), title);
  }
  assertEquals(
    citation.references.map(({ title, url }) => [title, url]),
    PAPERS.map(({ title, arxiv }) => [title, `https://arxiv.org/abs/${arxiv}`]),
  );
});
