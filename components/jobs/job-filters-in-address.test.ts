import { describe, expect, it } from "vitest";
import { readJobFilters, writeJobFilters } from "./job-filters-in-address";

describe("job filters in the address", () => {
  it("survive a round trip, so a copied link shows the same list", () => {
    const filters = { source: "api", status: "failed", cursor: "b2xk+/=&" } as const;
    expect(readJobFilters(new URLSearchParams(writeJobFilters(filters)))).toEqual(filters);
  });

  it("fall back to the whole list for values nobody knows", () => {
    const unknown = new URLSearchParams({ source: "fax", status: "", cursor: "x".repeat(201) });
    expect(readJobFilters(unknown)).toEqual({ source: undefined, status: undefined, cursor: undefined });
  });

  it("leave the address clean when nothing is chosen", () => {
    expect(writeJobFilters({})).toBe("");
  });
});
