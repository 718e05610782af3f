import { assertEquals, assertGreater } from "@std/assert";
import { logAxis } from "./_axis.ts";
import { spread } from "./_spread.ts";
import { distinguishing, label, textWidth } from "./_text.ts";

Deno.test("parts are told apart by the words in which they differ", () => {
  const named = (parts: string[]) => [...distinguishing(parts).values()];
  assertEquals(named(["suite:ties-adamw-e10", "suite:dare-adamw-e10"]), ["ties", "dare"]);
  assertEquals(named(["house:adamw-e10", "signs:adamw-e10"]), ["house", "signs"]);
  assertEquals(named(["drawn:vit-a-1", "drawn:vit-a-2"]), ["1", "2"]);
  assertEquals(named(["x:a-b-c", "x:a-c"]), ["b-c", "c"]);
  assertEquals(named(["alone"]), ["alone"]);
});

Deno.test("a label has no control characters, and is cut between letters", () => {
  assertEquals(label(" a\u0000\n b\u202e "), "a b");
  assertEquals(label("🟦🟦🟦🟦", 3), "🟦🟦…");
});

Deno.test("a text's width is estimated from its letters", () => {
  assertGreater(textWidth("WWWW", 11), textWidth("nnnn", 11));
  assertGreater(textWidth("nnnn", 11), textWidth("iiii", 11));
  assertEquals(textWidth("", 11), 0);
});

Deno.test("labels that would run into each other are moved apart by half each", () => {
  assertEquals(spread([0, 10, 20], 5), [0, 10, 20]);
  assertEquals(spread([10, 10], 4), [8, 12]);
  assertEquals(spread([3, 1, 2], 1), [3, 1, 2]);
});

Deno.test("a logarithmic axis has ticks at powers of ten, however far apart", () => {
  const ticks = (values: number[]) => {
    const { axis } = logAxis(values, { title: "", most: 4 }).spec as { axis: { values: number[] } };
    return axis.values;
  };
  assertEquals(ticks([1e-3, 1]), [1e-3, 1e-2, 1e-1, 1]);
  assertEquals(ticks([1e-99, 1e99]), [1e-54, 1, 1e54]);
  assertEquals(ticks([3, 30]), [5, 10, 20]);
  assertEquals(ticks([5, 5]), [5]);
});
