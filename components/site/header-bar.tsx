import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Logo, LogoMark } from "@/components/ui/logo";
import { NavLink } from "./nav-link";
import { studioLinks } from "./nav-links";

type Props = { children: ReactNode; wide?: boolean; isSignedIn?: boolean };

/** The header of every page: logo, sections, and `children` on the right. `wide` makes it as wide as the screen. */
export function HeaderBar({ children, wide = false, isSignedIn = false }: Props) {
  const links = studioLinks(isSignedIn);
  return (
    <header className="sticky top-0 z-40 border-b bg-background/90 backdrop-blur-md">
      <div className={cn("mx-auto flex h-16 items-center gap-2 px-4 sm:px-6 lg:gap-6", !wide && "max-w-[88rem]")}>
        <Link
          href="/"
          prefetch={false}
          className="inline-flex h-11 items-center rounded-md"
          aria-label="Pixomax Studio, home"
        >
          <Logo className="hidden sm:inline-flex" />
          <LogoMark className="size-8 sm:hidden" />
        </Link>
        <nav aria-label="Main" className="hidden items-center md:flex">
          {links.map(({ href, label }) => (
            <NavLink key={href} href={href}>
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1 sm:gap-2">{children}</div>
      </div>
    </header>
  );
}
