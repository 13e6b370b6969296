import type { Metadata } from "next";
import { MailboxView } from "@/components/admin/mail/mailbox-view";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Mail" };

export default async function MailPage() {
  await requireOperator("/admin/mail");
  return <MailboxView />;
}
