import type { Metadata } from "next";
import { UserView } from "@/components/admin/users/user-view";
import { orNotFound } from "@/lib/http/admin/page-addresses";
import { readAccount } from "@/lib/http/admin/users/read-accounts";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "User" };

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const operator = await requireOperator(`/admin/users/${encodeURIComponent(id)}`);
  return <UserView account={await orNotFound(readAccount(id, operator.id))} />;
}
