import reference from "../../fixtures/stats/scipy.json" with { type: "json" };

/** Reference values of fixtures/stats/make.py; tests only. */
export { reference };
