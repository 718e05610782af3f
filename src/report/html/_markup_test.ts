import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { escape, markup, trusted } from "./_markup.ts";

Deno.test("what stands in a gap is text, whatever it is", () => {
  const hostile = `</p><script>alert("1")</script>' onload='x`;
  assertEquals(
    `${markup`<p title="${hostile}">${[hostile, 1, undefined]}</p>`}`.match(/[<>"]/g)!.join(""),
    `<"">` + "<>",
  );
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assertEquals(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/.test(escape(text)), false);
    assertEquals(escape(text).isWellFormed(), true);
  }));
});

Deno.test("text cannot show itself as another", () => {
  assertEquals(escape("a\u202eb\0\u2066\x9b"), "a\ufffdb\ufffd\ufffd\ufffd");
  assertEquals(escape("a\tb\nc é ‖τ‖₂"), "a\tb\nc é ‖τ‖₂");
});

Deno.test("markup stands as it is, and only markup does", () => {
  assertEquals(
    `${markup`<p>${markup`<b>${"<"}</b>`}${trusted("<i></i>")}</p>`}`,
    "<p><b>&lt;</b><i></i></p>",
  );
  const forged = { toString: () => "<script>" } as unknown as string;
  assertEquals(`${markup`<p>${forged}</p>`}`, "<p>&lt;script&gt;</p>");
});

Deno.test("a gap in which escaped text could do harm is refused", () => {
  const x = "x";
  const gaps = [
    () => markup`<p class=${x}>`,
    () => markup`<p ${x}>`,
    () => markup`<${x}>`,
    () => markup`<p onclick="${x}">`,
    () => markup`<p id="a" onclick="${x}">`,
    () => markup`<p style="${x}">`,
    () => markup`<img src="${x}">`,
    () => markup`<a href="${x}">`,
    () => markup`<script>${x}</script>`,
    () => markup`<style>a { b: ${x} }</style>`,
  ];
  for (const gap of gaps) assertThrows(gap, RangeError, "Cannot make markup safe");
  assertEquals(
    `${markup`<a class="b" href="#${x}" title="a > ${x}">${x}</a> ${x}`}`,
    '<a class="b" href="#x" title="a > x">x</a> x',
  );
});
