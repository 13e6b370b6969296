import type { Metadata } from "next";
import { PaymentsView } from "@/components/admin/payments/payments-view";
import {
  purchaseFilterSchema,
  readEvents,
  readPurchases,
  readStripeState,
} from "@/lib/http/admin/payments/read-payments";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Payments" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PaymentsPage({ searchParams }: Props) {
  await requireOperator("/admin/payments");
  const filters = purchaseFilterSchema.parse(await searchParams);
  const [page, events] = await Promise.all([readPurchases(filters), readEvents()]);
  return <PaymentsView stripe={readStripeState()} page={page} events={events} filters={filters} />;
}
