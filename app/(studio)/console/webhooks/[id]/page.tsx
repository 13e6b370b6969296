import type { Metadata } from "next";
import { WebhookDetails } from "@/components/webhooks/webhook-details";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Webhook endpoint" };

export default async function WebhookPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireUser(`/console/webhooks/${encodeURIComponent(id)}`);
  return <WebhookDetails id={id} />;
}
