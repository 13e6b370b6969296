import { describe, expect, it } from "vitest";
import { readAuditFilters, toAuditQuery, writeAuditFilters } from "./audit-filters-in-address";

describe("filters of the audit log in the address", () => {
  it("survive a round trip, so a copied link shows the same page of the log", () => {
    const filters = {
      account: "eva+1@example.org",
      action: "key_created",
      actor: "operator",
      from: "2026-11-01",
      to: "2026-11-30",
      cursor: "b2xk+/=&",
    } as const;
    expect(readAuditFilters(new URLSearchParams(writeAuditFilters(filters)))).toEqual(filters);
  });

  it("leave the address clean when nothing is chosen", () => {
    expect(writeAuditFilters({})).toBe("");
    expect(toAuditQuery({})).toBe("");
  });

  it("drop what nobody knows", () => {
    const unknown = new URLSearchParams({ action: "theft", actor: "ghost", from: "tomorrow", cursor: "x".repeat(201) });
    expect(writeAuditFilters(readAuditFilters(unknown))).toBe("");
  });

  it("ask for whole days of the reader's calendar, the last one included", () => {
    const query = new URLSearchParams(toAuditQuery({ from: "2026-11-01", to: "2026-11-01" }));
    const [from, to] = [new Date(query.get("from") ?? ""), new Date(query.get("to") ?? "")];
    expect(from).toEqual(new Date("2026-11-01T00:00"));
    expect(to).toEqual(new Date("2026-11-02T00:00"));
  });
});
