import type { Metadata } from "next";
import { BillingView } from "@/components/billing/billing-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readBillingStatus } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: "Billing" };

type Props = { searchParams: Promise<{ pack?: string | string[] }> };

export default async function BillingPage({ searchParams }: Props) {
  const { pack } = await searchParams;
  const chosenPackId = typeof pack === "string" ? pack : null;
  const query = chosenPackId === null ? "" : `?pack=${encodeURIComponent(chosenPackId)}`;
  const user = await requireUser(`/console/billing${query}`);
  return <BillingView initial={await readBillingStatus(user.id)} email={user.email} chosenPackId={chosenPackId} />;
}
