import type { BaseFile } from "../../claims/_experiments/base_file.ts";
import { DataError } from "../data/mod.ts";
import { oneOf, parseOptions } from "./options.ts";
import { print, tell } from "./output.ts";
import { DEVICES, type Program } from "./program.ts";
import { UsageError } from "./usage.ts";

/** `pretrain`: makes the base anew from its recipe, compares it with the stored one, or stores it. */
export async function pretrainCommand(args: readonly string[], program: Program): Promise<number> {
  const options = parseOptions(args, { valued: ["device", "model", "out"], flags: ["write"] });
  const [word] = options.positional;
  if (word !== undefined) throw new UsageError(`pretrain takes no '${word}'.`);
  const write = options.flag("write");
  if (options.value("out") !== undefined && !write) {
    throw new UsageError("Option --out of pretrain goes with --write.");
  }
  const device = oneOf(options, { name: "device", valid: DEVICES, otherwise: "auto" });
  // Loaded here, because other commands need nothing of the training code.
  const { makeBase } = await import("../../claims/_experiments/base.ts");
  const { decodeBase, encodeBase } = await import("../../claims/_experiments/base_file.ts");
  const { MODELS } = await import("../../claims/_experiments/model.ts");
  const names = Object.keys(MODELS) as (keyof typeof MODELS)[];
  const model = MODELS[oneOf(options, { name: "model", valid: names, otherwise: "mlp" })];
  const stored = read(() => decodeBase(model.file, model.recipe), { replaced: write });

  const engine = await program.openEngine(device);
  const started = performance.now();
  tell(`pretraining on ${engine.device.label}\n`);
  const made = await makeBase(engine, {
    model,
    onEpoch: ({ epoch, epochs, loss }) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      tell(`epoch ${epoch} of ${epochs}: loss ${loss.toFixed(3)}, ${seconds} s\n`);
    },
  }).finally(() => engine.close());
  print(`accuracy on the images it was trained on: ${made.accuracy.toFixed(4)}\n`);

  const comparison = stored && compareBases(made, stored);
  if (comparison) print(`${comparison.text}\n`);
  if (!write) return comparison?.status ?? 1;
  const out = options.value("out") ?? model.file;
  await Deno.writeFile(out, encodeBase(made, model.recipe));
  print(`written: ${out instanceof URL ? out.pathname : out}\n`);
  return 0;
}

/** The stored base; one that is to be replaced may be missing or of another recipe. */
function read(decode: () => BaseFile, { replaced }: { replaced: boolean }): BaseFile | undefined {
  try {
    return decode();
  } catch (error) {
    if (!(replaced && error instanceof DataError)) throw error;
    tell(`${error.message}\n`);
    return undefined;
  }
}

/** How a base that was made anew compares with the stored one: status 1 if it should be equal. */
export function compareBases(
  made: Pick<BaseFile, "theta" | "device">,
  stored: BaseFile,
): { readonly text: string; readonly status: 0 | 1 } {
  let largest = 0;
  made.theta.forEach((weight, i) => {
    const difference = Math.abs(weight - stored.theta[i]!);
    // NaN differs by more than any number.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  });
  if (largest === 0 && made.theta.length === stored.theta.length) {
    return { text: "equal to the stored base, bit for bit", status: 0 };
  }
  const difference = `differs from the stored base by at most ${largest.toExponential(2)}`;
  if (made.device !== stored.device) {
    const reason = `which was made on another device, ${stored.device}`;
    return { text: `${difference}, ${reason}`, status: 0 };
  }
  return { text: `${difference}, though the device is the same`, status: 1 };
}
