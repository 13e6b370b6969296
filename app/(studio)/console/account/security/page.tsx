import type { Metadata } from "next";
import { SecurityView } from "@/components/account/security/security-view";
import { PageHeader } from "@/components/ui/page-header";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  await requireUser("/console/account/security");
  return (
    <>
      <PageHeader title="Security">How you sign in, and where you are signed in.</PageHeader>
      <SecurityView />
    </>
  );
}
