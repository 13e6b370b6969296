"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { isCurrentLink } from "./nav-links";

/** A link of the header; marked as current on its own page and on every page beneath it. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const pathname = usePathname();
  const current = isCurrentLink(href, pathname);
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className="relative inline-flex h-11 items-center rounded-md px-2 text-sm text-muted-foreground transition-colors hover:text-foreground lg:px-3 aria-[current=page]:font-medium aria-[current=page]:text-foreground aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2 lg:aria-[current=page]:after:inset-x-3 aria-[current=page]:after:bottom-1 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-full aria-[current=page]:after:bg-primary"
    >
      {children}
    </Link>
  );
}
