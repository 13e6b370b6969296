import type { Metadata } from "next";
import { LogView } from "@/components/admin/log/log-view";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Log" };

export default async function LogPage() {
  await requireOperator("/admin/log");
  return <LogView />;
}
