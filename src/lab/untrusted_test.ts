import { assertEquals, assertThrows } from "@std/assert";
import { DEEPEST_JSON, LARGEST_FILE, parseUntrusted, readUntrusted } from "./untrusted.ts";

Deno.test("a file is read, directly or by a link", () => {
  const dir = Deno.makeTempDirSync();
  Deno.writeTextFileSync(`${dir}/file`, "abc");
  Deno.symlinkSync("file", `${dir}/link`);
  for (const name of ["file", "link"]) {
    assertEquals(new TextDecoder().decode(readUntrusted(`${dir}/${name}`)), "abc");
  }
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("folders, pipes, devices and giants are refused at once", async () => {
  const dir = Deno.makeTempDirSync();
  await new Deno.Command("mkfifo", { args: [`${dir}/pipe`] }).output();
  Deno.symlinkSync("/dev/zero", `${dir}/zero`);
  const giant = Deno.openSync(`${dir}/giant`, { create: true, write: true });
  giant.truncateSync(LARGEST_FILE + 1);
  giant.close();
  assertThrows(() => readUntrusted(dir), Error, "is no regular file");
  assertThrows(() => readUntrusted(`${dir}/pipe`), Error, "pipe is no regular file");
  assertThrows(() => readUntrusted(`${dir}/zero`), Error, "zero is no regular file");
  assertThrows(
    () => readUntrusted(`${dir}/giant`),
    Error,
    "giant has 257 MiB, and at most 256 are",
  );
  assertThrows(() => readUntrusted(`${dir}/none`), Deno.errors.NotFound);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("JSON may be as deep as is said, and no deeper, in arrays and objects", () => {
  const arrays = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const objects = (depth: number) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth);
  for (const text of [arrays, objects]) {
    parseUntrusted(text(DEEPEST_JSON));
    assertThrows(() => parseUntrusted(text(DEEPEST_JSON + 1)), SyntaxError);
    assertThrows(() => parseUntrusted(text(1e6)), SyntaxError);
  }
});
