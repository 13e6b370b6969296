import "server-only";
import type { Db } from "../../db/client";
import { formatMoment } from "../../format/format-dates";
import type { MailContent } from "../mail-content";
import { type MailDeps, queueMail } from "../queue-mail";

/** Sends a mail to the operator who asks, through the queue as every other: it arrives where all of them would. */
export async function sendTestMail(db: Db, deps: MailDeps, { userId, now }: { userId: string; now: Date }) {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  await queueMail(db, deps, { userId, email, mutedMails: [] }, testMail(deps.origin, now));
}

const testMail = (origin: string, at: Date): MailContent => ({
  kind: "test",
  subject: "Test mail from your studio",
  paragraphs: ["Mail of this studio arrives. This is what people get to see."],
  action: { label: "Open the mailbox", url: `${origin}/admin/mail` },
  facts: [{ label: "Asked for", value: formatMoment(at) }],
});
