"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

const sections = [
  { href: "/console", label: "Overview" },
  { href: "/console/keys", label: "API keys" },
  { href: "/console/jobs", label: "Jobs" },
  { href: "/console/usage", label: "Usage" },
  { href: "/console/webhooks", label: "Webhooks" },
  { href: "/console/billing", label: "Billing" },
  { href: "/console/account", label: "Account" },
] as const;

/** The console's sections, below the studio's header. */
export function ConsoleNav() {
  const pathname = usePathname();
  const isCurrent = (href: string) => (href === "/console" ? pathname === href : pathname.startsWith(href));
  const list = useRef<HTMLUListElement>(null);
  // On a phone the bar is wider than the window: keep the current section in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has to run again for each new path
  useEffect(() => {
    const bar = list.current;
    const current = bar?.querySelector<HTMLElement>("[aria-current]");
    if (bar && current) bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav aria-label="Console" className="border-b">
      <ul
        ref={list}
        className="-mb-px relative mx-auto flex w-full max-w-6xl gap-1 overflow-x-auto overflow-y-hidden px-2 [scrollbar-width:none] sm:px-4"
      >
        {sections.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent(href) ? "page" : undefined}
              className="flex h-12 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-muted-foreground text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-brand aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
