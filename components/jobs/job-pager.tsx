import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { type JobFilters, writeJobFilters } from "./job-filters-in-address";

/** Links, so that each page is an address of its own and the browser's way back works. */
export function JobPager({ filters, nextCursor }: { filters: JobFilters; nextCursor: string | null }) {
  if (!filters.cursor && !nextCursor) return null;
  const link = (cursor?: string) => `/console/jobs${writeJobFilters({ ...filters, cursor })}`;
  return (
    <nav aria-label="Pages of jobs" className="flex justify-between gap-3">
      {filters.cursor ? (
        <Button asChild variant="outline">
          <Link href={link()}>
            <ArrowLeft aria-hidden />
            Newest
          </Link>
        </Button>
      ) : (
        <span />
      )}
      {nextCursor ? (
        <Button asChild variant="outline">
          <Link href={link(nextCursor)}>
            Older
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  );
}
