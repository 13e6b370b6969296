import type { Metadata } from "next";
import { ForgotPassword } from "@/components/auth/lost-access/forgot-password";
import { PageHeader } from "@/components/ui/page-header";
import { readLostAccessTerms } from "@/lib/http/pages/link-pages";

export const metadata: Metadata = { title: "Forgot password" };
// What is said depends on the studio's settings.
export const dynamic = "force-dynamic";

export default function ForgotPasswordPage() {
  const { sendsMail, contact } = readLostAccessTerms();
  return (
    <>
      <PageHeader title="Forgot your password?">
        {sendsMail
          ? "You get a link by mail to choose a new one."
          : "The person who runs this studio can give you a link to choose a new one."}
      </PageHeader>
      <ForgotPassword contact={sendsMail ? null : contact} />
    </>
  );
}
