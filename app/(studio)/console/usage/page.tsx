import type { Metadata } from "next";
import { UsageView } from "@/components/usage/usage-view";
import { readToday } from "@/lib/http/page-data";
import { requireUser } from "@/lib/http/signed-in-user";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage() {
  await requireUser("/console/usage");
  return <UsageView today={readToday()} />;
}
