"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

type Props = {
  /** Names the bar for those who hear it. */
  label: string;
  /** The address of the first section, which is current only at exactly this address. */
  root: string;
  sections: readonly { href: string; label: string }[];
};

/** A bar of sections, below the studio's header. */
export function SectionNav({ label, root, sections }: Props) {
  const pathname = usePathname();
  const isCurrent = (href: string) => (href === root ? pathname === href : pathname.startsWith(href));
  const list = useRef<HTMLUListElement>(null);
  // On a phone the bar is wider than the window: keep the current section in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has to run again for each new path
  useEffect(() => {
    const bar = list.current;
    const current = bar?.querySelector<HTMLElement>("[aria-current]");
    if (bar && current) bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav aria-label={label} className="border-b">
      <ul
        ref={list}
        className="-mb-px relative mx-auto flex w-full max-w-6xl gap-1 overflow-x-auto overflow-y-hidden px-2 [scrollbar-width:none] sm:px-4"
      >
        {sections.map(({ href, label: name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent(href) ? "page" : undefined}
              className="flex h-12 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-muted-foreground text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-brand aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
