import type { Metadata } from "next";
import { YourDataView } from "@/components/account/data/your-data-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readDeletion, readDeletionProof } from "@/lib/http/pages/account-pages";

export const metadata: Metadata = { title: "Your data" };

export default async function DataPage() {
  const { id, email } = await requireUser("/console/account/data");
  const [deletion, proof] = await Promise.all([readDeletion(id), readDeletionProof(id)]);
  return <YourDataView email={email} proof={proof} deletion={deletion} />;
}
