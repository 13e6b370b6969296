import { ChevronDown } from "lucide-react";

type Chapter = { title: string; sections: { id: string; title: string }[] };

/** The table of contents: a column beside the text on wide screens, collapsible above it on narrow ones. */
export function DocsNav({ chapters }: { chapters: Chapter[] }) {
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
          <Links chapters={chapters} />
        </nav>
      </details>
      <nav
        aria-label="Sections"
        className="sticky top-24 hidden max-h-[calc(100dvh-7rem)] self-start overflow-y-auto lg:block"
      >
        <Links chapters={chapters} />
      </nav>
    </>
  );
}

function Links({ chapters }: { chapters: Chapter[] }) {
  return chapters.map(({ title, sections }) => (
    <div key={title} className="not-first:mt-4">
      <p className="px-3 pb-1 font-medium text-muted-foreground text-xs">{title}</p>
      <ul>
        {sections.map((section) => (
          <li key={section.id}>
            <a
              href={`#${section.id}`}
              className="flex min-h-11 items-center rounded-md px-3 text-sm transition-colors hover:bg-muted lg:min-h-8"
            >
              {section.title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  ));
}
