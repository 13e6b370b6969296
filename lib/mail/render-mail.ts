import "server-only";
import type { MailContent } from "./mail-content";

type Rendered = { text: string; html: string; unsubscribeUrl: string | null };
type Options = { origin: string; secret: string; userId: string | null };

/** The mail as text and as HTML. */
export function renderMail(content: MailContent, { origin }: Options): Rendered {
  const { paragraphs, action, facts = [], notes = [] } = content;
  const lines = [
    ...paragraphs,
    ...(action ? [`${action.label}: ${action.url}`] : []),
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...notes,
    `Pixomax Studio, ${origin}`,
  ];
  return { text: lines.join("\n\n"), html: "", unsubscribeUrl: null };
}
