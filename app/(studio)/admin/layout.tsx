import type { ReactNode } from "react";
import { AdminNav } from "@/components/admin/admin-nav";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

/** Each page asks for the operator again: this check alone protects nothing. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireOperator("/admin");
  return (
    <>
      <AdminNav />
      {/* min-w-0: a wide table scrolls in itself and does not widen the page. */}
      <div className="mx-auto grid w-full max-w-6xl content-start gap-8 px-4 py-8 *:min-w-0 sm:px-6 sm:py-10">
        {children}
      </div>
    </>
  );
}
