import type { Metadata } from "next";
import { BalanceCard } from "@/components/account/balance-card";
import { FirstStepsCard } from "@/components/account/first-steps-card";
import { MoreCreditsCard } from "@/components/account/more-credits-card";
import { StatementCard } from "@/components/account/statement-card";
import { PageHeader } from "@/components/ui/page-header";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readBillingStatus } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: "Console" };

export default async function ConsolePage() {
  const user = await requireUser("/console");
  const { balance, enabled } = await readBillingStatus(user.id);
  return (
    <>
      <PageHeader title="Overview">
        <span className="break-all">{user.email}</span>
      </PageHeader>
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid min-w-0 gap-6">
          <BalanceCard initial={balance} />
          <StatementCard />
        </div>
        <div className="grid min-w-0 gap-6">
          <FirstStepsCard />
          <MoreCreditsCard selling={enabled} />
        </div>
      </div>
    </>
  );
}
