/** A report as one page for people. */
export { renderHtml } from "./render.ts";
