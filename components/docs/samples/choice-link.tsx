"use client";

import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useEffect } from "react";

type Props = {
  /** For browsers without JavaScript: the whole address, which leads to `anchor`. */
  href: string;
  anchor: string;
  /** What the choice says in the address; null takes the word out of it. */
  change: Record<string, string | null>;
  chosen: boolean;
  className?: string;
  children: ReactNode;
};

/** The choices on their way while the server writes the sample: of two quick clicks, both count. */
let wanted: URLSearchParams | null = null;

/** A choice that lives in the address. The way back leads out of the page, not through every choice made on it. */
export function ChoiceLink({ href, anchor, change, chosen, className, children }: Props) {
  const router = useRouter();
  const path = usePathname();
  const shown = useSearchParams().toString();
  useEffect(() => {
    if (wanted?.toString() === shown) wanted = null;
  }, [shown]);
  const choose = () => {
    const query = new URLSearchParams(wanted ?? shown);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) query.delete(name);
      else query.set(name, value);
    }
    wanted = query;
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
