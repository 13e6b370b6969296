import type { Metadata } from "next";
import { AuditView } from "@/components/audit/audit-view";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage() {
  await requireOperator("/admin/audit");
  return <AuditView />;
}
