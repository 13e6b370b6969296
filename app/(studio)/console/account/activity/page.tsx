import type { Metadata } from "next";
import { ActivityView } from "@/components/audit/activity-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage() {
  await requireUser("/console/account/activity");
  return <ActivityView />;
}
