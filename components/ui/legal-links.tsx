import Link from "next/link";
import { cn } from "./class-names";

type Props = { links: { href: string; label: string }[]; className?: string };

/** Quiet links to the pages that the law asks for; nothing where there are none. */
export function LegalLinks({ links, className }: Props) {
  if (links.length === 0) return null;
  return (
    <nav aria-label="Legal" className={cn("-mx-2 flex flex-wrap text-muted-foreground text-sm", className)}>
      {links.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          className="inline-flex min-h-11 max-w-64 items-center px-2 hover:text-foreground"
        >
          <span className="truncate">{label}</span>
        </Link>
      ))}
    </nav>
  );
}
