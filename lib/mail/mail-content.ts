import type { MailKind } from "../contract/accounts/mail-kinds";

/** What a mail says, before it is laid out: plain sentences, one button at most. The names of people are not in it. */
export type MailContent = {
  kind: MailKind;
  subject: string;
  /** One text each, without markup. */
  paragraphs: string[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  /** Small facts below it: when, from which device, from which address range. */
  facts?: { label: string; value: string }[];
  /** What to do if the reader did not cause it, how long a link is good, and the like. */
  notes?: string[];
};
