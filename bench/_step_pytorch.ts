/** step.py in a process of its own, answering how long its steps take. */
export interface PyTorch {
  readonly version: string;
  /** Milliseconds of so many steps. */
  time(steps: number): Promise<number[]>;
  close(): Promise<void>;
}

/**
 * Starts step.py with the Python named, or returns undefined where that has no PyTorch; `coreType`
 * pins the kernels of the OpenBLAS that Debian's PyTorch uses.
 */
export async function startPyTorch(
  python: string,
  { coreType }: { coreType?: string | undefined } = {},
): Promise<PyTorch | undefined> {
  const script = new URL("./step.py", import.meta.url).pathname;
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
    async time(steps) {
      await questions.write(new TextEncoder().encode(`${steps}\n`));
      return (await answers.next()).value as number[];
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
