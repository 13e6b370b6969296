import type { ReactNode } from "react";
import { AdminNav } from "@/components/admin/admin-nav";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

/** Each page asks for the operator again: this check alone protects nothing. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireOperator("/admin");
  return (
    <>
      <AdminNav />
      <div className="mx-auto grid w-full max-w-6xl content-start gap-8 px-4 py-8 sm:px-6 sm:py-10">{children}</div>
    </>
  );
}
