import type { Metadata } from "next";
import { NotificationsView } from "@/components/account/notifications/notifications-view";
import { PageHeader } from "@/components/ui/page-header";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  await requireUser("/console/account/notifications");
  return (
    <>
      <PageHeader title="Notifications">Which mails the studio sends you.</PageHeader>
      <NotificationsView />
    </>
  );
}
