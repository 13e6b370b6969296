import type { Metadata } from "next";
import { WebhooksView } from "@/components/admin/webhooks/webhooks-view";
import { endpointFilterSchema, readEndpoints } from "@/lib/http/admin/webhooks/read-webhooks";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "All webhooks" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AllWebhooksPage({ searchParams }: Props) {
  await requireOperator("/admin/webhooks");
  const filters = endpointFilterSchema.parse(await searchParams);
  return <WebhooksView page={await readEndpoints(filters)} filters={filters} />;
}
