/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The page of a report in a real browser: Debian's `chromium`, or a kin of it. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { ATTACKS, hostileOutcome } from "../src/report/html/_hostile_testing.ts";
import { claims, outcomeOf } from "../src/report/html/_outcome_testing.ts";
import { renderHtml } from "../src/report/mod.ts";
import { temporaryFolder } from "./fixture/program.ts";

/** The browsers that will do, by the name of their program. */
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const program = BROWSERS.flatMap((name) =>
  (Deno.env.get("PATH") ?? "").split(":").map((folder) => `${folder}/${name}`)
).find(isFile);

/** A page, and everything that a sound one never does: it is looked at when the test ends. */
interface Opened {
  readonly page: Page;
  readonly wrong: string[];
}

Deno.test({
  name: program === undefined
    ? `the page in a browser: skipped, no ${BROWSERS.join(" or ")}`
    : "the page in a browser",
  ignore: program === undefined,
  async fn(t) {
    using folder = temporaryFolder();
    const path = `${folder.path}/a report's index.html`;
    Deno.writeTextFileSync(path, await renderHtml(outcomeOf(claims())));
    // Where tests are root's, as in a container, Chromium's own sandbox cannot be had.
    const browser = await puppeteer.launch({
      executablePath: program!,
      // Tests may not use a network, not even the one within the machine.
      pipe: true,
      args: Deno.uid() === 0 ? ["--no-sandbox"] : [],
    });
    try {
      const opened = await open(browser, path);
      const { page } = opened;
      await t.step("links lead somewhere, and open what is closed", () => follows(page));
      await t.step("filters narrow the readings down", () => filters(page));
      await t.step("the keyboard reaches filters and opens sections", () => byKeyboard(page));
      await t.step(
        "cells appear when asked for, with their commands",
        () => cells(page, folder.path),
      );
      await t.step("axe finds nothing serious, in light and in dark", () => accessible(page));
      await t.step("a narrow screen needs no scrolling to the side", () => narrow(page));
      await t.step("what is closed is open on paper", () => printed(page));
      await t.step(
        "nothing was asked of a network, and nothing went wrong",
        () => assertEquals(opened.wrong, []),
      );
      await t.step("without scripts every verdict is there", () => scriptless(browser, path));
      await t.step("a hostile report runs nothing", async () => {
        Deno.writeTextFileSync(path, await renderHtml(hostileOutcome(ATTACKS)));
        await hostile(await open(browser, path));
      });
    } finally {
      await browser.close();
    }
  },
});

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

async function open(browser: Browser, path: string, { scripts = true } = {}): Promise<Opened> {
  const page = await browser.newPage();
  const wrong: string[] = [];
  const address = pathToFileURL(path).href;
  page.on("console", (message) => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`error: ${error}`));
  page.on("dialog", (dialog) => wrong.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) wrong.push(`request: ${request.url()}`);
  });
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  return { page, wrong };
}

async function follows(page: Page): Promise<void> {
  const broken = await page.$$eval(
    "a[href]",
    (links) =>
      links.map((link) => link.getAttribute("href")!)
        .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))),
  );
  assertEquals(broken, []);
  const isOpen = () => page.$eval("[id='P2.8.published']", (d) => (d as HTMLDetailsElement).open);
  assertEquals(await isOpen(), false);
  await page.$eval(".brief a[href='#P2.8.published']", (link) => (link as HTMLElement).click());
  await page.waitForFunction(() =>
    (document.getElementById("P2.8.published") as HTMLDetailsElement).open
  );
}

async function filters(page: Page): Promise<void> {
  const shown = () =>
    page.$$eval(
      "tr.reading",
      (rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.status),
    );
  const said = () => page.$eval("#filters output", (output) => (output as HTMLOutputElement).value);
  const all = ["supported", "refuted", "inconclusive", "not-run"];
  assertEquals([await shown(), await said()], [all, "4 readings"]);
  await page.select("#filters [name=status]", "refuted");
  assertEquals([await shown(), await said()], [["refuted"], "1 of 4 readings"]);
  await page.select("#filters [name=status]", "");
  await page.select("#filters [name=paper]", "P1");
  assertEquals(await shown(), ["supported"]);
  await page.click("#filters [type=reset]");
  await page.waitForFunction(() =>
    document.querySelector<HTMLOutputElement>("#filters output")!.value === "4 readings"
  );
  await page.click("#filters [name=differs]");
  assertEquals(await shown(), ["refuted"]);
  await page.click("#filters [name=differs]");
  await page.type("#filters [name=text]", "PRINTED");
  assertEquals(await shown(), ["inconclusive"]);
  assertEquals(
    await page.$$eval(".brief", (all) => all.filter((b) => b.checkVisibility()).length),
    1,
  );
  await page.click("#filters [type=reset]");
}

async function byKeyboard(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement).blur();
    scrollTo(0, 0);
    getSelection()!.removeAllRanges();
  });
  await page.focus("a.skip");
  const seen = new Set<string>();
  let opens = false;
  for (let i = 0; i < 60 && !opens; i++) {
    await page.keyboard.press("Tab");
    const { name, outlined, closed } = await page.evaluate(() => {
      const here = document.activeElement as HTMLInputElement;
      const details = here.matches(".claim > details > summary") ? here.parentElement : null;
      return {
        name: here.getAttribute("name") ?? here.localName,
        outlined: getComputedStyle(here).outlineStyle !== "none",
        closed: details !== null && !(details as HTMLDetailsElement).open,
      };
    });
    assertEquals(outlined, true, `${name} shows no focus`);
    seen.add(name);
    if (!closed) continue;
    await page.keyboard.press("Enter");
    opens = await page.evaluate(() =>
      (document.activeElement!.parentElement as HTMLDetailsElement).open
    );
  }
  assertEquals(["status", "paper", "text", "differs"].filter((name) => !seen.has(name)), []);
  assertEquals(opens, true);
}

async function cells(page: Page, folder: string): Promise<void> {
  assertEquals(await page.$$eval("details.cells tbody tr", (rows) => rows.length), 0);
  await page.$eval(
    "[id='P1.1'] details.cells > summary",
    (summary) => (summary as HTMLElement).click(),
  );
  await page.waitForSelector("[id='P1.1'] details.cells tbody tr");
  const rows = await page.$$eval(
    "[id='P1.1'] details.cells tbody tr",
    (all) => all.map((row) => [...row.children].slice(0, 6).map((cell) => cell.textContent)),
  );
  assertEquals(rows.length, 8);
  assertEquals(rows[0], ["Open", "stated", "main", "synthetic:tanh", "0", "6 ulp"]);
  await page.$eval(
    "[id='P1.1'] details.cells tbody button",
    (button) => (button as HTMLElement).click(),
  );
  const opened = await page.$eval("tr.opened", (row) => row.textContent!);
  const word = `'${folder}'`.replaceAll("'", /^[\w/.-]+$/.test(folder) ? "" : "'");
  const key = "first-epoch-equivalence/stated/main/synthetic:tanh/0";
  assertStringIncludes(opened, `deno task audit ${word} --rerun ${key}`);
  assertStringIncludes(opened, "curve: 20 numbers, 1 to 20");
}

async function accessible(page: Page): Promise<void> {
  await page.$$eval("details", (all) => all.forEach((details) => details.open = true));
  await page.evaluate(axe.source);
  for (const value of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      const { violations, passes } = await axe.run();
      const grave = violations.filter(({ impact }) =>
        impact === "serious" || impact === "critical"
      );
      return {
        grave: grave.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
        passes: passes.map(({ id }) => id),
      };
    });
    assertEquals(found.grave, [], value);
    assertEquals(found.passes.includes("color-contrast"), true);
  }
}

async function narrow(page: Page): Promise<void> {
  await page.setViewport({ width: 390, height: 800 });
  assertEquals(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await page.setViewport({ width: 1280, height: 900 });
}

async function printed(page: Page): Promise<void> {
  await page.$$eval("details", (all) => all.forEach((details) => details.open = false));
  const seen = () => page.$eval(".ledger table", (table) => table.checkVisibility());
  assertEquals(await seen(), false);
  await page.emulateMediaType("print");
  assertEquals(await seen(), true);
  assertEquals(await page.$eval("#filters", (form) => form.checkVisibility()), false);
  await page.emulateMediaType("screen");
}

async function scriptless(browser: Browser, path: string): Promise<void> {
  const { page, wrong } = await open(browser, path, { scripts: false });
  const verdicts = await page.$$eval(
    "tr.reading .badge",
    (all) => all.filter((badge) => badge.checkVisibility()).map((badge) => badge.textContent),
  );
  assertEquals(verdicts, ["✓ supported", "✗ refuted", "? inconclusive", "– not run"]);
  assertEquals(await page.$eval("#filters", (form) => form.checkVisibility()), false);
  assertEquals(wrong, []);
}

async function hostile({ page, wrong }: Opened): Promise<void> {
  await page.$$eval("details", (all) => all.forEach((details) => details.open = true));
  await page.waitForSelector("details.cells tbody tr");
  await page.$$eval("details.cells tbody button", (all) => all.forEach((button) => button.click()));
  assertEquals(await page.title(), "Taskproof report: smoke, procedural");
  assertEquals(await page.$$eval("img, iframe, script:not(#cells)", (all) => all.length), 1);
  assertEquals(wrong, []);
}
