import "server-only";
import { z } from "zod";
import { type MailKind, mailKinds } from "../contract/accounts/mail-kinds";
import { type Db, type Sql, sql, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { Mail } from "../generated/prisma/client";
import { addMessage, insertMessages } from "../queue/add-message";
import { lowCreditsMail } from "./contents/credits";
import { receiptMail } from "./contents/purchases";
import { webhookSwitchedOffMail } from "./contents/webhooks";
import type { MailContent } from "./mail-content";
import type { MailDeps } from "./queue-mail";
import { renderMail } from "./render-mail";

// Mails that no request causes: in the middle of a statement or a transaction that knows neither the studio's address nor its
// secrets. Their facts are kept, and whoever sends them puts them into words.

const draftSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("low_credits"), available: z.int(), threshold: z.int() }),
  z.object({ kind: z.literal("receipt"), purchaseId: z.string() }),
  z.object({
    kind: z.literal("webhook_switched_off"),
    endpointId: z.string(),
    url: z.string(),
    reason: z.enum(["failing", "gone"]),
  }),
]);
type MailDraft = z.infer<typeof draftSchema>;

type Options = {
  at: Date;
  /** Seconds until it is sent, for facts that are about to come. */
  afterSeconds?: number;
};

/** Writes the facts of a mail to the account, unless it doesn't want this kind or is gone. It exists exactly when `tx` commits. */
export async function draftMail(tx: Tx, userId: string, draft: MailDraft, options: Options): Promise<void> {
  const { kind } = draft;
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true, mutedMails: true } });
  if (!user || user.mutedMails.includes(kind)) return;
  const id = createPublicId("mai");
  const subject = mailKinds[kind].label;
  await tx.mail.create({ data: { id, userId, to: user.email, kind, subject, draft, createdAt: options.at } });
  await addMessage(tx, "mail", { mailId: id }, { startAfterSeconds: options.afterSeconds });
}

const lowCredits: MailKind = "low_credits";

/** Condition: the account wants a mail about low credits. */
export const wantsLowCreditMail: Sql = sql`NOT (${lowCredits} = ANY (account."mutedMails"))`;

/** CTEs of the same for low credits. They need `below` (id, available, threshold), a row for each account that is to be told. */
export const insertLowCreditMails = (now: Date): Sql => sql`
  mail AS (
    INSERT INTO mails (id, "userId", "to", kind, subject, draft, "createdAt")
    SELECT 'mai_' || replace(gen_random_uuid()::text, '-', ''), account.id, account.email, ${lowCredits}::text,
      ${mailKinds[lowCredits].label}::text, jsonb_build_object('kind', ${lowCredits}::text,
        'available', below.available, 'threshold', below.threshold), ${now}::timestamptz
    FROM below JOIN users AS account ON account.id = below.id
    WHERE ${wantsLowCreditMail} RETURNING id
  ), "mailMessage" AS (
    ${insertMessages("mail", sql`(SELECT jsonb_build_object('mailId', mail.id) AS data FROM mail) AS message`)}
  )`;

/** Puts a draft into words, for the row of its mail. Null when what it is about is gone. */
export async function writeDraft(db: Db, mail: Mail, deps: MailDeps) {
  const content = await toContent(db, draftSchema.parse(mail.draft), deps.origin);
  const legalPages = await deps.listLegalPages?.();
  return content && renderMail(content, { ...deps, userId: mail.userId, legalPages });
}

async function toContent(db: Db, draft: MailDraft, origin: string): Promise<MailContent | null> {
  if (draft.kind === "low_credits") return lowCreditsMail({ ...draft, origin });
  if (draft.kind === "webhook_switched_off") return webhookSwitchedOffMail({ ...draft, origin });
  const purchase = await db.purchase.findUnique({ where: { id: draft.purchaseId } });
  if (!purchase?.paidAt) return null;
  const { paidAt, paidCents, priceCents } = purchase;
  return receiptMail({ ...purchase, paidAt, cents: paidCents ?? priceCents, origin });
}
