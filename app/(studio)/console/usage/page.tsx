import type { Metadata } from "next";
import { UsageView } from "@/components/usage/usage-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readToday } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage() {
  await requireUser("/console/usage");
  return <UsageView today={readToday()} />;
}
