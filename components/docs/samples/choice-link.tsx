"use client";

import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useEffect } from "react";

type Props = {
  /** For browsers without JavaScript: the whole URL, which leads to `anchor`. */
  href: string;
  anchor: string;
  /** The query parameters of the choice; null removes one. */
  change: Record<string, string | null>;
  chosen: boolean;
  className?: string;
  children: ReactNode;
};

/** Choices that are not rendered yet, so that of two quick clicks both count. */
let pendingQuery: URLSearchParams | null = null;

/** A choice kept in the URL. It replaces the history entry, so that Back leaves the page instead of undoing each choice. */
export function ChoiceLink({ href, anchor, change, chosen, className, children }: Props) {
  const router = useRouter();
  const path = usePathname();
  const shown = useSearchParams().toString();
  useEffect(() => {
    if (pendingQuery?.toString() === shown) pendingQuery = null;
  }, [shown]);
  const choose = () => {
    const query = new URLSearchParams(pendingQuery ?? shown);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) query.delete(name);
      else query.set(name, value);
    }
    pendingQuery = query;
    router.replace(query.size > 0 ? `${path}?${query}` : path, { scroll: false });
  };
  return (
    <Link
      href={`${href}#${anchor}`}
      prefetch={false}
      rel="nofollow"
      aria-current={chosen ? "true" : undefined}
      className={className}
      onNavigate={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      {children}
    </Link>
  );
}
