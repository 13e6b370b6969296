import type { Metadata } from "next";
import { WebhookView } from "@/components/admin/webhooks/webhook-view";
import { orNotFound } from "@/lib/http/admin/page-addresses";
import { readEndpoint } from "@/lib/http/admin/webhooks/read-webhooks";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Webhook endpoint" };

export default async function AnyWebhookPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireOperator(`/admin/webhooks/${encodeURIComponent(id)}`);
  return <WebhookView endpoint={await orNotFound(readEndpoint(id))} />;
}
