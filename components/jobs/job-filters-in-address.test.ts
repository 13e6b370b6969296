import { describe, expect, it } from "vitest";
import { isNarrowed, readJobFilters, toSearchQuery, writeJobFilters } from "./job-filters-in-address";

describe("job filters in the address", () => {
  it("survive a round trip, so a copied link shows the same list", () => {
    const filters = { source: "api", status: "failed", cursor: "b2xk+/=&" } as const;
    expect(readJobFilters(new URLSearchParams(writeJobFilters(filters)))).toEqual(filters);
  });

  it("survive it all together, and are dropped where they are no days, sorts or models", () => {
    const days = { from: "2026-11-01", to: "2026-11-30" };
    const filters = { ...days, search: "50% & more", status: "refused", model: "tiny", sort: "name" } as const;
    expect(readJobFilters(new URLSearchParams(writeJobFilters(filters)))).toEqual(filters);
    const unknown = { search: " ", model: "huge", from: "yesterday", to: "1066-10-14", sort: "size" };
    expect(writeJobFilters(readJobFilters(new URLSearchParams(unknown)))).toBe("");
  });

  it("name days of the reader's calendar, and the last one is listed to its end", () => {
    const query = new URLSearchParams(
      toSearchQuery({ from: "2026-10-25", to: "2026-10-25", cursor: "x", sort: "oldest" }),
    );
    expect(Object.fromEntries(query)).toEqual({
      sort: "oldest",
      created_after: new Date(2026, 9, 25).toISOString(),
      created_before: new Date(2026, 9, 26).toISOString(),
    });
  });

  it("narrow the list unless they only sort it", () => {
    expect([{}, { sort: "name" } as const, { search: "a" }, { to: "2026-11-30" }].map(isNarrowed)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it("fall back to the whole list for values nobody knows", () => {
    const unknown = new URLSearchParams({ source: "fax", status: "", cursor: "x".repeat(201) });
    expect(readJobFilters(unknown)).toEqual({ source: undefined, status: undefined, cursor: undefined });
  });

  it("leave the address clean when nothing is chosen", () => {
    expect(writeJobFilters({})).toBe("");
  });
});
