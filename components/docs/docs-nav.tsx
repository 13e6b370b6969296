import { ChevronDown } from "lucide-react";
import { docsSections } from "./docs-sections";

/** The sections of the page: a column beside the text on wide screens, a fold-out above it on narrow ones. */
export function DocsNav() {
  return (
    <>
      <details className="group rounded-lg border bg-card lg:hidden">
        <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between px-4 font-medium text-sm [&::-webkit-details-marker]:hidden">
          On this page
          <ChevronDown
            aria-hidden
            className="size-4 text-muted-foreground transition-transform group-open:rotate-180"
          />
        </summary>
        <nav aria-label="On this page" className="border-t p-2">
          <Links />
        </nav>
      </details>
      <nav aria-label="Sections" className="sticky top-24 hidden self-start lg:block">
        <p className="px-3 pb-2 font-medium text-muted-foreground text-xs">API documentation</p>
        <Links />
      </nav>
    </>
  );
}

function Links() {
  return (
    <ul>
      {docsSections.map(({ id, title }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="flex min-h-11 items-center rounded-md px-3 text-muted-foreground text-sm transition-colors hover:bg-muted hover:text-foreground lg:min-h-8"
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
