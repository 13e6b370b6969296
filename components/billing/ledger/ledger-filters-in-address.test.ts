import { describe, expect, it } from "vitest";
import { readLedgerFilters, writeLedgerFilters } from "./ledger-filters-in-address";

describe("ledger filters in the address", () => {
  it("survive a round trip, so a copied link shows the same page of the ledger", () => {
    const filters = { kind: "refund", cursor: "b2xk+/=&" } as const;
    expect(readLedgerFilters(new URLSearchParams(writeLedgerFilters(filters)))).toEqual(filters);
  });

  it("leave the address clean when nothing is chosen", () => {
    expect(writeLedgerFilters({})).toBe("");
  });

  it("fall back to the whole ledger for values nobody knows", () => {
    const unknown = new URLSearchParams({ kind: "theft", cursor: "x".repeat(201), pack: "album" });
    expect(writeLedgerFilters(readLedgerFilters(unknown))).toBe("");
  });
});
