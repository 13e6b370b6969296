import Link from "next/link";
import { LegalLinks } from "@/components/ui/legal-links";
import { LogoMark } from "@/components/ui/logo";
import { navLinks } from "./nav-links";

/** `legal`: the operator's own pages. */
export function SiteFooter({ legal }: { legal: { href: string; label: string }[] }) {
  return (
    <footer className="border-t">
      <div className="mx-auto flex max-w-[88rem] flex-wrap items-center justify-between gap-x-8 gap-y-3 px-4 py-8 text-sm text-muted-foreground sm:px-6">
        <p className="flex items-center gap-2.5">
          <LogoMark className="size-5" />
          Pixomax Studio. Open source, Apache 2.0.
        </p>
        <nav aria-label="Footer" className="-mx-2 flex flex-wrap">
          {navLinks.map(({ href, label }) => (
            <Link key={href} href={href} className="inline-flex h-11 items-center px-2 hover:text-foreground">
              {label}
            </Link>
          ))}
        </nav>
        <LegalLinks links={legal} />
      </div>
    </footer>
  );
}
