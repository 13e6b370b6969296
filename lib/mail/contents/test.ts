import { formatMoment } from "../../format/format-dates";
import type { MailContent } from "../mail-content";

type Facts = { at: Date; origin: string };

/** Shows an operator that mail arrives and what it looks like. */
export const testMail = ({ at, origin }: Facts): MailContent => ({
  kind: "test",
  subject: "Test mail from your studio",
  paragraphs: ["Mail of this studio arrives. This is what people get to see."],
  action: { label: "Open the mailbox", url: `${origin}/admin/mail` },
  facts: [{ label: "Asked for", value: formatMoment(at) }],
});
