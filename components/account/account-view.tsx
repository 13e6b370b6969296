"use client";

import { PageHeader } from "@/components/ui/page-header";
import { PasswordCard } from "./password-card";

/** The account page: who is signed in, and another password. */
export function AccountView({ email }: { email: string }) {
  return (
    <>
      <PageHeader title="Account">
        Signed in as <span className="break-all font-medium text-foreground">{email}</span>
      </PageHeader>
      <PasswordCard email={email} />
    </>
  );
}
