import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { type LedgerFilters, writeLedgerFilters } from "./ledger-filters-in-address";

/** Links, so that each page of the ledger is an address of its own and the browser's way back works. */
export function LedgerPager({ filters, nextCursor }: { filters: LedgerFilters; nextCursor: string | null }) {
  if (!filters.cursor && !nextCursor) return null;
  const link = (cursor?: string) => `/console/billing${writeLedgerFilters({ ...filters, cursor })}`;
  return (
    <nav aria-label="Pages of the ledger" className="flex justify-between gap-3">
      {filters.cursor ? (
        <Button asChild variant="outline">
          <Link href={link()} scroll={false}>
            <ArrowLeft aria-hidden />
            Newest
          </Link>
        </Button>
      ) : (
        <span />
      )}
      {nextCursor ? (
        <Button asChild variant="outline">
          <Link href={link(nextCursor)} scroll={false}>
            Older
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  );
}
