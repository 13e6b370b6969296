import type { Metadata } from "next";
import { BillingView } from "@/components/billing/billing-view";
import { isOwnPath } from "@/lib/contract/accounts/own-path";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readLegalLinks } from "@/lib/http/pages/legal-data";
import { readBillingStatus } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: "Billing" };

type Props = { searchParams: Promise<{ pack?: string | string[]; from?: string | string[] }> };

export default async function BillingPage({ searchParams }: Props) {
  const { pack, from } = await searchParams;
  const chosenPackId = typeof pack === "string" ? pack : null;
  const returnTo = isOwnPath(from) ? from : undefined;
  const query = new URLSearchParams({
    ...(chosenPackId === null ? {} : { pack: chosenPackId }),
    ...(returnTo === undefined ? {} : { from: returnTo }),
  });
  const user = await requireUser(`/console/billing${query.size ? `?${query}` : ""}`);
  const initial = await readBillingStatus(user.id);
  const legal = await readLegalLinks();
  return <BillingView initial={initial} chosenPackId={chosenPackId} returnTo={returnTo} legal={legal} />;
}
