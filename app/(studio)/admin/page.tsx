import type { Metadata } from "next";
import { OverviewView } from "@/components/admin/overview/overview-view";
import { readOverview } from "@/lib/http/admin/read-overview";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Studio" };

export default async function AdminPage() {
  await requireOperator("/admin");
  return <OverviewView overview={await readOverview()} />;
}
