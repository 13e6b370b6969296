"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const sections = [
  { href: "/console", label: "Overview" },
  { href: "/console/keys", label: "API keys" },
  { href: "/console/jobs", label: "Jobs" },
  { href: "/console/usage", label: "Usage" },
  { href: "/console/billing", label: "Billing" },
] as const;

/** The console's own sections, beneath the bar of the studio. */
export function ConsoleNav() {
  const pathname = usePathname();
  const isCurrent = (href: string) => (href === "/console" ? pathname === href : pathname.startsWith(href));
  return (
    <nav aria-label="Console" className="border-b">
      <ul className="-mb-px mx-auto flex w-full max-w-6xl gap-1 overflow-x-auto overflow-y-hidden px-2 sm:px-4">
        {sections.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent(href) ? "page" : undefined}
              className="flex h-12 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-muted-foreground text-sm transition-colors hover:text-foreground aria-[current=page]:border-brand aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
