"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const pages = [
  { href: "/console/account", label: "Profile" },
  { href: "/console/account/security", label: "Security" },
  { href: "/console/account/notifications", label: "Notifications" },
  { href: "/console/account/data", label: "Your data" },
  { href: "/console/account/activity", label: "Activity" },
] as const;

/** The pages of the account, below the console's sections. */
export function AccountNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Account">
      <ul className="-m-1 flex flex-wrap gap-1 p-1">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className="flex h-11 items-center whitespace-nowrap rounded-md px-3 text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground aria-[current=page]:bg-secondary aria-[current=page]:font-medium aria-[current=page]:text-foreground sm:h-9"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
