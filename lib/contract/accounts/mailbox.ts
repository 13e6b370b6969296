import { z } from "zod";

export const mailStates = ["waiting", "sent", "failed"] as const;
export type MailState = (typeof mailStates)[number];

/** GET /api/admin/mail: newest first. The cursor is the `nextCursor` of the page before. */
export const listMailsSchema = z.object({
  state: z.enum(mailStates).optional(),
  cursor: z.string().max(100).optional(),
});

const mailSchema = z.object({
  id: z.string(),
  to: z.string(),
  kind: z.string(),
  subject: z.string(),
  state: z.enum(mailStates),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  attempts: z.number(),
  /** What the mail server said the last time. */
  failure: z.string().nullable(),
  /** A mail loses its text when it is sent. */
  hasText: z.boolean(),
  /** When an operator first read it. */
  readAt: z.string().nullable(),
});
export type MailAnswer = z.infer<typeof mailSchema>;

const mailServiceSchema = z.object({
  /** Without its user and password; null where mail waits in the mailbox. */
  server: z.string().nullable(),
  from: z.string().nullable(),
  waiting: z.number(),
  failed: z.number(),
  lastSentAt: z.string().nullable(),
  lastFailure: z.object({ at: z.string(), text: z.string() }).nullable(),
});
/** How mail leaves the studio, and whether it does. Counts are of the last 30 days. */
export type MailService = z.infer<typeof mailServiceSchema>;

export const mailboxSchema = z.object({
  service: mailServiceSchema,
  mails: z.array(mailSchema),
  nextCursor: z.string().nullable(),
});
export type Mailbox = z.infer<typeof mailboxSchema>;

/** An opened mail; both are null once it was sent. */
export const openedMailSchema = z.object({ text: z.string().nullable(), html: z.string().nullable() });
export type OpenedMail = z.infer<typeof openedMailSchema>;
