import type { Metadata } from "next";
import { BackupsView } from "@/components/admin/backups/backups-view";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Backups" };

export default async function BackupsPage() {
  await requireOperator("/admin/backups");
  return <BackupsView />;
}
