import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type Props = {
  /** What the list has, in the plural: "jobs". */
  things: string;
  /** What will be here, and what makes it come. */
  children: ReactNode;
  /** Given where filters narrow the list: the address without them. */
  everything?: string;
};

/** A list without rows: what will be in it, or that the filters leave nothing and how to take them back. */
export function NothingHere({ things, children, everything }: Props) {
  if (everything === undefined)
    return (
      <EmptyState icon={Inbox} title={`No ${things} yet`}>
        {children}
      </EmptyState>
    );
  const showAll = (
    <Button asChild variant="outline">
      <Link href={everything}>Show everything</Link>
    </Button>
  );
  return (
    <EmptyState icon={SearchX} title={`No ${things} like that`} action={showAll}>
      None fits these filters.
    </EmptyState>
  );
}

type Filters = Record<string, string | undefined>;

/** The address without filters where there are any, for `everything`. A page further on in a list counts as one. */
export const everythingOf = (path: string, filters: Filters): string | undefined =>
  Object.values(filters).some(Boolean) ? path : undefined;
