import type { DocsBlock, DocsSection } from "./content/docs-block";
import { ErrorList } from "./error-list";
import { FactsTable } from "./facts-table";
import { InlineText } from "./inline-text";
import { PlainTable } from "./plain-table";
import { CodeBlock } from "./samples/code-block";

/** One section with its linkable heading. What is not in view is laid out when it comes near: the page is long. */
export function DocsSectionView({ section: { id, title, blocks } }: { section: DocsSection }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-24 border-t pt-10 [contain-intrinsic-size:auto_60rem] [content-visibility:auto] first:border-t-0 first:pt-0"
    >
      <h2 id={`${id}-title`} className="font-semibold text-2xl tracking-tight">
        <a href={`#${id}`} className="hover:underline">
          {title}
        </a>
      </h2>
      <div className="mt-4 space-y-5 text-[0.9375rem] leading-7">
        {blocks.map((block, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
          <Block key={at} block={block} />
        ))}
      </div>
    </section>
  );
}

function Block({ block }: { block: DocsBlock }) {
  switch (block.kind) {
    case "text":
      return (
        <p className="text-pretty">
          <InlineText text={block.text} />
        </p>
      );
    case "steps":
      return (
        <ol className="list-decimal space-y-2 pl-5 marker:text-muted-foreground">
          {block.items.map((item) => (
            <li key={item}>
              <InlineText text={item} />
            </li>
          ))}
        </ol>
      );
    case "heading":
      return <h3 className="pt-4 font-semibold text-base">{block.text}</h3>;
    case "code":
      return <CodeBlock {...block} />;
    case "facts":
      return <FactsTable {...block} />;
    case "table":
      return <PlainTable {...block} />;
    case "errors":
      return <ErrorList groups={block.groups} />;
  }
}
