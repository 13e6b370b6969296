import type { ComponentProps, ReactNode } from "react";
import Markdown, { type Components, defaultUrlTransform, type ExtraProps } from "react-markdown";
import remarkGfm from "remark-gfm";
import { textLink } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

/** The page has a title of its own, so the text's headings begin at the second level. */
const heading2 = ({ children }: { children?: ReactNode }) => (
  <h2 className="mt-6 font-semibold text-xl sm:text-2xl">{children}</h2>
);

const elements: Components = {
  h1: heading2,
  h2: heading2,
  h3: ({ children }) => <h3 className="mt-2 font-semibold text-lg">{children}</h3>,
  a: ({ children, href }) => (
    <a href={href} className={textLink} rel="noreferrer">
      {children}
    </a>
  ),
  ul: ({ children }) => <ul className="grid list-disc gap-1.5 pl-6">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="grid list-decimal gap-1.5 pl-6">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => <blockquote className="border-l-2 pl-4 text-muted-foreground">{children}</blockquote>,
  hr: () => <hr className="border-border" />,
  pre: ({ children }) => <pre className="overflow-x-auto rounded-lg bg-muted p-4 text-sm">{children}</pre>,
  img: OwnPicture,
  table: ScrollingTable,
  thead: ({ children }) => <TableHeader>{children}</TableHeader>,
  tbody: ({ children }) => <TableBody>{children}</TableBody>,
  tr: ({ children }) => <TableRow>{children}</TableRow>,
  th: ({ children, style }) => <TableHead style={style}>{children}</TableHead>,
  td: ({ children, style }) => (
    <TableCell className="min-w-32 align-top" style={style}>
      {children}
    </TableCell>
  ),
};

type Node = NonNullable<ExtraProps["node"]>["children"][number];
const textOf = (node: Node): string =>
  node.type === "text" ? node.value : "children" in node ? node.children.map(textOf).join("") : "";

/** Scrolls inside itself where it is wider than the page. Named after its columns: an article may have several. */
function ScrollingTable({ node, children }: { children?: ReactNode } & ExtraProps) {
  const head = node?.children.find((part) => part.type === "element" && part.tagName === "thead");
  const row = head && "children" in head ? head.children.find(({ type }) => type === "element") : undefined;
  const columns = row && "children" in row ? row.children.map((cell) => textOf(cell).trim()).filter(Boolean) : [];
  return <Table label={columns.length > 0 ? `Table: ${columns.join(", ")}` : "Table"}>{children}</Table>;
}

/** Nothing is loaded from elsewhere: who reads the privacy page is nobody else's business. */
function OwnPicture({ src, alt }: ComponentProps<"img">) {
  // biome-ignore lint/performance/noImgElement: the operator's file, of unknown size
  if (typeof src === "string" && /^\/(?![/\\])/.test(src)) return <img src={src} alt={alt ?? ""} />;
  return alt ? <span>{alt}</span> : null;
}

/** Addresses that run something lead nowhere; telephone numbers are links too. */
const keepTelephone = (url: string) => (/^tel:/i.test(url) ? url : defaultUrlTransform(url));

/** An operator's page from its Markdown. HTML in it is shown as text is: not at all. */
export function LegalText({ title, text }: { title: string; text: string }) {
  return (
    <article className="mx-auto grid w-full max-w-3xl gap-4 break-words px-4 py-10 leading-7 sm:px-6 sm:py-16">
      <h1 className="font-semibold text-3xl tracking-[-0.02em] sm:text-4xl">{title}</h1>
      <Markdown skipHtml remarkPlugins={[remarkGfm]} urlTransform={keepTelephone} components={elements}>
        {text}
      </Markdown>
    </article>
  );
}
