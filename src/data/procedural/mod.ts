/** Eight kinds of pictures that stand for the papers' data sets, drawn by key. */
export { SUITE_PROFILES, type SuiteProfile } from "./_recipe.ts";
export { type ProceduralOptions, proceduralSuite } from "./suite.ts";
