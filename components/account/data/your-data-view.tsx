"use client";

import { PageHeader } from "@/components/ui/page-header";
import type { DeletionAnswer, DeletionProof } from "@/lib/contract/accounts/deletion";
import { DeleteAccountCard } from "./delete-account-card";
import { ExportsCard } from "./exports-card";

type Props = { email: string; proof: DeletionProof; deletion: DeletionAnswer };

/** Take everything along, or leave. */
export function YourDataView(props: Props) {
  return (
    <>
      <PageHeader title="Your data">Take a copy of everything you have here, or delete it.</PageHeader>
      <ExportsCard />
      <DeleteAccountCard {...props} />
    </>
  );
}
