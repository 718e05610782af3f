/** What `--help` says, command by command. */
export const HELP = {
  "": `Taskproof puts the claims of papers on task arithmetic to the test.

  deno task verify [CLAIM…]   measure and judge; writes a report folder
  deno task list              the claims
  deno task explain CLAIM…    statement, criterion, controls, ledger, registered verdicts
  deno task audit DIR         recompute every verdict of a report from its facts
  deno task report DIR        put an old run out again, in today's formats
  deno task merge DIR…        the shards of a run into one report
  deno task baseline DIR      make a run the one that later ones are compared with
  deno task register DIR      make a run's verdicts the registered ones
  deno task pretrain          make the experiments' base anew from its recipe

Each has --help; --version prints the program's version.
`,
  verify: `deno task verify [CLAIM…] [options]

Measures claims, judges them and writes a report. CLAIM is an id, an alias (P1.1) or a glob;
default: all. The same command with the same --out goes on where it stopped.

  --profile smoke|default|nightly      how much is run (default: default)
  --seeds N|A-B                        seeds a cell, in place of the profile's, or those from A to B
  --suite procedural|real              the inputs (default: procedural, or real with --data)
  --data DIR                           image files, for the real suite
  --device auto|webgpu|wasm|cpu        where it is computed (default: auto)
  --jobs N                             workers on the CPU, each with a device of its own (default: 1)
  --shard I/N                          measure the I-th of N parts, for merge to judge; auto or auto/N
                                       in a Slurm array or a Kubernetes indexed Job
  --plan                               say what would be run, and how long it takes; run nothing
  --out DIR                            output folder (default: reports/<profile>-<suite>-<time>)
  --store DIR                          run store (default: reports/.store)
  --fresh                              train everything again; needs a new folder
  --reporter LIST                      of html,json,csv,junit,ctrf,summary,ro-crate (default),
                                       annotations (also default in GitHub Actions) and badges
  --baseline FILE|DIR|none             compare with this baseline (default: none, or with CI=true
                                       reports/baseline/<profile>-<suite>.json where it is there);
                                       what differs is measured again on fresh seeds
  --history FILE                       append this run to a file of runs (JSON lines), and say of
                                       what differs since when it does
  --json                               one JSON object a verdict, or the plan, on standard output
  --quiet | --verbose                  say less, or a line a cell, on standard error

Exit status: 0 all as registered · 1 a verdict, or a value from the baseline, differs for certain ·
2 wrong usage · 3 inconclusive where another verdict is registered · 4 error, incomplete, or not run
where another verdict is registered · 130 interrupted · 143 terminated.
`,
  list: `deno task list

Lists the claims: alias, id, title, and the registered verdict of the claim as stated.
`,
  explain: `deno task explain CLAIM…

Says what a claim states, how it is measured and judged, what must make the check fail, what the
paper leaves open, what is registered, and how to measure one cell again.
`,
  audit: `deno task audit DIR [options]
       deno task audit PROOF [--root HEX] [--verify PUBKEY]
       deno task audit --new-key FILE

Checks a report folder: the digest chain of events.jsonl, the schema of every line, completeness,
the root over all facts, and every verdict, recomputed from the facts with the criterion in the
file. What is in the folder is read with care: nothing in it is run.

  --rerun CELL                         measure one cell again with today's code and compare: to
                                       the bit, or on another device within the facts' noise
  --device auto|webgpu|wasm|cpu        where (default: the device of the report)
  --data DIR                           the image files, for a cell of the real suite
  --prove CELL                         write one cell, and its path to the root, to standard output
  --sign KEY                           write signature.json, if there is no fault
  --verify PUBKEY                      check that signature: of this report, by this key

A PROOF, the file that --prove writes, is checked alone: its facts belong to its root; --root says
which root that must be, --verify by whose key it must be signed.

  --new-key FILE                       make an Ed25519 key, and its public half in FILE.pub

Exit status: 0 everything agrees · 2 wrong usage, what cannot be read, or a report of a newer
program · 4 it does not agree.
`,
  report: `deno task report DIR [options]

Reads the journal of a run, of this program or an older one, and writes its reports again; what is
in the folder besides is left as it is.

  --reporter LIST                      of html,json,csv,junit,ctrf,summary,ro-crate (default),
                                       annotations (also default in GitHub Actions) and badges
  --out DIR                            where to (default: DIR)
  --json                               one JSON object a verdict on standard output
  --quiet                              nothing on standard output

Exit status: 0 written · 2 wrong usage, or a journal that cannot be read · 4 a reporter failed.
`,
  merge: `deno task merge DIR… --out DIR [options]

Merges the folders of all shards of a run (verify --shard I/N) into one folder, judges it and writes
its reports. The shards must be of one commit, plan and schema; their devices may differ.

  --out DIR                            output folder: new or empty
  --reporter LIST                      of html,json,csv,junit,ctrf,summary,ro-crate (default),
                                       annotations (also default in GitHub Actions) and badges
  --baseline FILE|DIR|none, --history FILE
                                       as of verify; what differs is measured again here
  --data DIR, --device …, --store DIR, --jobs N
                                       with what that is done, as of verify
  --json                               one JSON object a verdict on standard output
  --quiet                              say less on standard error

Exit status: as of verify, once merged · 2 wrong usage, or no shards of one run · 4 a shard or a cell
is missing or there twice: all of them are listed, if they are many in DIR.cells.txt.
`,
  baseline: `deno task baseline DIR [--yes]

Makes a finished run the baseline of its profile and suite, reports/baseline/<profile>-<suite>.json:
what \`verify --baseline\` compares later runs with. Says first what that changes.

  --yes                                write it

Exit status: 0 written, or nothing differs · 1 it differs, and --yes was not given · 2 wrong usage,
or a run that cannot be a baseline.
`,
  register: `deno task register DIR [--yes]

Makes the verdicts of a finished run the registered ones of its profile and suite, in
claims/<id>/registered.json. Says first what that changes.

  --yes                                write them

Exit status: 0 written, or all are as registered · 1 some differ, and --yes was not given · 2 wrong
usage, or a run whose verdicts cannot be registered.
`,
  pretrain: `deno task pretrain [options]

Pretrains a base of the experiments from its recipe in fixtures/base and compares it with the
weights stored there: to the bit on the device that made those.

  --model mlp|vit                      whose base (default: mlp)
  --write                              store what was made
  --out FILE                           where (default: in place of the stored weights)
  --device auto|webgpu|wasm|cpu        where it is computed (default: auto)

Exit status: 0 equal, made on another device, or written · 1 not equal though the device is ·
2 wrong usage, or stored weights that cannot be used.
`,
} as const;
