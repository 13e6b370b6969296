"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { backLink, cn, textLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { AccountView } from "@/lib/contract/admin/operator-views";
import { formatMoment } from "@/lib/format/format-dates";
import { JobTable } from "../jobs/job-table";
import { FactList } from "../parts/fact-list";
import { MovementTable } from "../parts/movement-table";
import { PurchaseTable } from "../payments/purchase-table";
import { AccountKeys } from "./account-keys";
import { CreditButtons } from "./credit-dialogs";
import { UserActions } from "./user-actions";
import { UserBadges } from "./user-badges";

/** One account, and everything an operator does to one. */
export function UserView({ account }: { account: AccountView }) {
  const { user, balance, movements, jobs, purchases } = account;
  return (
    <>
      <Link href="/admin/users" className={backLink}>
        Users
      </Link>
      <PageHeader title={user.email} actions={<UserBadges account={user} />}>
        <span className="break-all font-mono text-xs">{user.id}</span>
        {user.suspendedReason ? <span className="block">Suspended: {user.suspendedReason}</span> : null}
      </PageHeader>
      <FactList facts={listFacts(account)} />
      <UserActions account={account} />
      <Section title="Credits" aside={<CreditButtons userId={user.id} email={user.email} />}>
        <FactList
          facts={Object.entries(balance).map(([label, value]) => ({ label: credits[label] ?? label, value }))}
        />
        {movements.length > 0 ? <MovementTable rows={movements} /> : <Nothing>No credits have moved.</Nothing>}
      </Section>
      <AccountKeys userId={user.id} keys={account.keys} />
      <Section title="Recent jobs" aside={<More href={`/admin/jobs?account=${user.id}`}>All jobs</More>}>
        {jobs.length > 0 ? <JobTable jobs={jobs} withAccount={false} /> : <Nothing>No photo was sent.</Nothing>}
      </Section>
      <Section title="Purchases" aside={<More href={`/admin/audit?account=${user.id}`}>Audit log of the account</More>}>
        {purchases.length > 0 ? (
          <PurchaseTable purchases={purchases} withAccount={false} />
        ) : (
          <Nothing>Nothing was bought.</Nothing>
        )}
      </Section>
    </>
  );
}

const credits: Record<string, string> = {
  available: "Can be spent",
  held: "Held by running photos",
  purchased: "Of them bought",
  granted: "Of them granted",
  debt: "Owed",
  frozen: "Frozen by disputes",
};

function listFacts({ user, sessions }: AccountView) {
  const yesNo = (value: boolean) => (value ? "Yes" : "No");
  return [
    { label: "Name", value: user.name ?? "–" },
    { label: "Address confirmed", value: yesNo(user.emailConfirmed) },
    { label: "Created", value: <Time at={user.createdAt} format={formatMoment} /> },
    { label: "Last seen", value: user.lastSeenAt ? <Time at={user.lastSeenAt} format={formatMoment} /> : "Never" },
    { label: "Signed in", value: sessions === 1 ? "In 1 browser" : `In ${sessions} browsers` },
    { label: "Password", value: yesNo(user.hasPassword) },
    { label: "Second factor", value: yesNo(user.hasSecondFactor) },
    { label: "Photos", value: user.photos.toLocaleString("en") },
  ];
}

function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-lg">{title}</h2>
        <div className="flex flex-wrap gap-2 text-sm">{aside}</div>
      </div>
      {children}
    </section>
  );
}

const More = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className={cn(textLink)}>
    {children}
  </Link>
);

const Nothing = ({ children }: { children: ReactNode }) => <p className="text-muted-foreground text-sm">{children}</p>;
