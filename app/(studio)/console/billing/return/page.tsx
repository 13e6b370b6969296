import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PurchaseReturn } from "@/components/billing/purchases/purchase-return";
import { isOwnPath } from "@/lib/contract/accounts/own-path";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Your purchase" };

type Props = {
  searchParams: Promise<{ purchase?: string | string[]; canceled?: string | string[]; from?: string | string[] }>;
};

export default async function ReturnPage({ searchParams }: Props) {
  const { purchase, canceled, from } = await searchParams;
  if (typeof purchase !== "string" || !purchase) redirect("/console/billing");
  const left = canceled === "1";
  const returnTo = isOwnPath(from) ? from : null;
  const query = new URLSearchParams({
    purchase,
    ...(left ? { canceled: "1" } : {}),
    ...(returnTo ? { from: returnTo } : {}),
  });
  await requireUser(`/console/billing/return?${query}`);
  return <PurchaseReturn purchaseId={purchase} left={left} returnTo={returnTo} />;
}
