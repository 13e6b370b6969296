import Link from "next/link";
import type { ReactNode } from "react";

const token = /`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)/g;
const linkClass = "font-medium underline decoration-brand/60 decoration-2 underline-offset-4 hover:decoration-brand";

/** A name of the API inside running text. */
export function InlineCode({ children }: { children: ReactNode }) {
  return (
    <code className="break-words rounded bg-muted px-1.5 py-0.5 font-mono text-[0.85em] text-foreground">
      {children}
    </code>
  );
}

/** Text of the documentation with its `code` and [links](/path) as elements. */
export function InlineText({ text }: { text: string }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { 0: whole, 1: code, 2: label, 3: href, index } of text.matchAll(token)) {
    parts.push(text.slice(at, index));
    if (code) parts.push(<InlineCode key={index}>{code}</InlineCode>);
    else parts.push(<TextLink key={index} label={label ?? ""} href={href ?? ""} />);
    at = index + whole.length;
  }
  parts.push(text.slice(at));
  return parts;
}

function TextLink({ label, href }: { label: string; href: string }) {
  // The router handles pages only: files, other sites and anchors are plain links.
  const isPage = /^\/[a-z/-]*$/.test(href) && !href.startsWith("/api/");
  if (!isPage) {
    return (
      <a href={href} className={linkClass}>
        {label}
      </a>
    );
  }
  return (
    <Link href={href} prefetch={false} className={linkClass}>
      {label}
    </Link>
  );
}
