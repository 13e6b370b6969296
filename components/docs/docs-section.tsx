import type { ReactNode } from "react";
import { type DocsSectionId, docsSections } from "./docs-sections";

/** One section with its linkable heading. */
export function DocsSection({ id, children }: { id: DocsSectionId; children: ReactNode }) {
  const title = docsSections.find((section) => section.id === id)?.title;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-24 border-t pt-10 first:border-t-0 first:pt-0"
    >
      <h2 id={`${id}-title`} className="group font-semibold text-2xl tracking-tight">
        <a href={`#${id}`} className="hover:underline">
          {title}
        </a>
      </h2>
      <div className="mt-4 space-y-5 text-[0.9375rem] leading-7">{children}</div>
    </section>
  );
}
