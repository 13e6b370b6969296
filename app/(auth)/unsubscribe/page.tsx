import type { Metadata } from "next";
import Link from "next/link";
import { UnsubscribeForm } from "@/components/account/notifications/unsubscribe-form";
import { textLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { readUnsubscribeLabel } from "@/lib/http/pages/unsubscribe-label";

export const metadata: Metadata = { title: "Stop mails", robots: { index: false }, referrer: "no-referrer" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function UnsubscribePage({ searchParams }: Props) {
  const { token } = await searchParams;
  const label = readUnsubscribeLabel(token);
  if (typeof token !== "string" || !label) {
    return (
      <>
        <PageHeader title="This link does not work">It was cut off, or it is not from this studio.</PageHeader>
        <p className="text-sm">
          Sign in and open{" "}
          <Link href="/console/account/notifications" className={textLink}>
            Notifications
          </Link>{" "}
          to choose the mails you get.
        </p>
      </>
    );
  }
  return (
    <>
      <PageHeader title="Stop these mails?">You would get no more mails of the kind “{label}”.</PageHeader>
      <UnsubscribeForm token={token} label={label} />
    </>
  );
}
