import type { Metadata } from "next";
import { ProfileView } from "@/components/account/profile/profile-view";
import { PageHeader } from "@/components/ui/page-header";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { email } = await requireUser("/console/account");
  return (
    <>
      <PageHeader title="Profile">
        Signed in as <span className="break-all font-medium text-foreground">{email}</span>
      </PageHeader>
      <ProfileView />
    </>
  );
}
