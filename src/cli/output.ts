import { inert, visible, visibleLine } from "../report/mod.ts";

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

/** Writes to standard output: what the command is asked for; none of it acts on a terminal. */
export function print(text: string): void {
  write(Deno.stdout, inert(visible(text)));
}

/** Writes workflow commands to standard output, for the runner of GitHub Actions. */
export function printCommands(text: string): void {
  write(Deno.stdout, visible(text));
}

/** Writes one line to standard output, whatever line ends are in the text. */
export function say(line: string): void {
  write(Deno.stdout, inert(`${visibleLine(line)}\n`));
}

/** Writes to standard error: progress, warnings and faults; none of it acts on a terminal. */
export function tell(text: string): void {
  write(Deno.stderr, inert(visible(text)));
}

/** The same as {@linkcode printCommands}, to standard error. */
export function tellCommands(text: string): void {
  write(Deno.stderr, visible(text));
}

/** Writes text with colours of our own to standard output; a stranger's in it is visible already. */
export function printColoured(text: string): void {
  write(Deno.stdout, inert(text));
}

/** Writes a live line to standard error, in place of the last one, or clears it. */
export function tellLive(text: string): void {
  write(Deno.stderr, `\r\x1b[K${inert(visibleLine(text))}`);
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
