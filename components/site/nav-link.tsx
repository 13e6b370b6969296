"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { isCurrentLink } from "./nav-links";

/**
 * A link of the header; marked as current on its own page and on every page beneath it. Fetched ahead once it is pointed at, touched or
 * focused: by itself Next fetches what every link in view leads to, on a first visit to the workbench 20 KB.
 */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const pathname = usePathname();
  const current = isCurrentLink(href, pathname);
  const [isNear, setNear] = useState(false);
  const come = () => setNear(true);
  return (
    <Link
      href={href}
      prefetch={isNear ? null : false}
      onPointerEnter={come}
      onTouchStart={come}
      onFocus={come}
      aria-current={current ? "page" : undefined}
      className="relative inline-flex h-11 items-center rounded-md px-2 text-sm text-muted-foreground transition-colors hover:text-foreground lg:px-3 aria-[current=page]:font-medium aria-[current=page]:text-foreground aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2 lg:aria-[current=page]:after:inset-x-3 aria-[current=page]:after:bottom-1 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-full aria-[current=page]:after:bg-primary"
    >
      {children}
    </Link>
  );
}
