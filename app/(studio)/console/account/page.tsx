import type { Metadata } from "next";
import { AccountView } from "@/components/account/account-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { email } = await requireUser("/console/account");
  return <AccountView email={email} />;
}
