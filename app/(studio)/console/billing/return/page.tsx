import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PurchaseReturn } from "@/components/billing/purchases/purchase-return";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Your purchase" };

type Props = { searchParams: Promise<{ purchase?: string | string[]; canceled?: string | string[] }> };

export default async function ReturnPage({ searchParams }: Props) {
  const { purchase, canceled } = await searchParams;
  if (typeof purchase !== "string" || !purchase) redirect("/console/billing");
  const left = canceled === "1";
  const query = new URLSearchParams({ purchase, ...(left ? { canceled: "1" } : {}) });
  await requireUser(`/console/billing/return?${query}`);
  return <PurchaseReturn purchaseId={purchase} left={left} />;
}
