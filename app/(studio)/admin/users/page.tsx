import type { Metadata } from "next";
import { UsersView } from "@/components/admin/users/users-view";
import { accountFilterSchema, readAccounts } from "@/lib/http/admin/users/read-accounts";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Users" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: Props) {
  await requireOperator("/admin/users");
  const filters = accountFilterSchema.parse(await searchParams);
  return <UsersView page={await readAccounts(filters)} filters={filters} />;
}
