/** A script in a process of its own, which answers every line of JSON with another. */
export interface PyTorch {
  readonly version: string;
  ask(question: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** The Python to use: TASKPROOF_PYTHON, or Debian's. */
export const python = Deno.env.get("TASKPROOF_PYTHON") ?? "/usr/bin/python3";

/**
 * Starts a script of this folder on one thread, or returns undefined where Python has no PyTorch;
 * `coreType` pins the kernels of the OpenBLAS that Debian's PyTorch uses.
 */
export async function startPyTorch(
  name: string,
  { coreType }: { coreType?: string | undefined } = {},
): Promise<PyTorch | undefined> {
  const script = new URL(name, import.meta.url).pathname;
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(python, {
      args: [script],
      env: {
        ...{ OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" },
        OPENBLAS_CORETYPE: coreType ?? "",
      },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const answers = jsonLines(child.stdout);
  const questions = child.stdin.getWriter();
  const version = await answers.next();
  if (version.done) return undefined;
  return {
    version: version.value as string,
    async ask(question) {
      await questions.write(new TextEncoder().encode(`${JSON.stringify(question)}\n`));
      const answer = await answers.next();
      if (answer.done) {
        throw new Error(`Cannot ask ${name}: it has ended. Run it by hand to see why.`);
      }
      return answer.value;
    },
    async close() {
      await questions.close();
      await child.status;
    },
  };
}

async function* jsonLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  let rest = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream() as TextDecoding)) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line);
  }
}

/** TypeScript's two libraries disagree about the bytes that the decoder takes. */
type TextDecoding = ReadableWritablePair<string, Uint8Array>;
