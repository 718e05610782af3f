const encoder = new TextEncoder();

/** Writes text to a stream; a reader that went away (`| head`) is no fault of the program. */
function write(stream: typeof Deno.stdout | typeof Deno.stderr, text: string): void {
  const bytes = encoder.encode(text);
  try {
    for (let written = 0; written < bytes.length;) {
      written += stream.writeSync(bytes.subarray(written));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** Writes to standard output: what the command is asked for. */
export function print(text: string): void {
  write(Deno.stdout, text);
}

/** Writes to standard error: progress, warnings and faults. */
export function tell(text: string): void {
  write(Deno.stderr, text);
}

/** Width of the terminal in columns; 120, which cuts no name short, where there is none. */
export function terminalWidth(): number {
  try {
    return Math.max(60, Deno.consoleSize().columns);
  } catch {
    return 120;
  }
}

/** Whether standard output shows colours: a terminal, unless NO_COLOR is set. */
export function showsColour(): boolean {
  return Deno.stdout.isTerminal() && !Deno.noColor;
}
