import Link from "next/link";
import type { ReactNode } from "react";
import { backLink, cn, textLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { AccountView } from "@/lib/contract/admin/operator-views";
import { formatMoment } from "@/lib/format/format-dates";
import { JobTable } from "../jobs/job-table";
import { ActionButton } from "../parts/action-button";
import { FactList } from "../parts/fact-list";
import { MovementTable } from "../parts/movement-table";
import { PurchaseTable } from "../payments/purchase-table";
import { AccessButtons } from "./access-dialogs";
import { AccountKeys } from "./account-keys";
import { CreditButtons } from "./credit-dialogs";
import { SuspendButton } from "./suspend-dialog";
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
      <Actions account={account} />
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

function Actions({ account: { user, isOwn, sessions } }: { account: AccountView }) {
  const at = `/api/admin/users/${user.id}`;
  const { email } = user;
  const nameToType = { label: "Type the account's email address", name: email, mismatch: "That is not this address" };
  const promote = user.role === "customer";
  return (
    <section aria-label="Actions" className="flex flex-wrap gap-2">
      <AccessButtons userId={user.id} suspended={user.suspended} />
      <ActionButton
        size="sm"
        path={`${at}/sessions`}
        method="DELETE"
        done="The account is signed out everywhere"
        confirm={{
          title: "End all sessions?",
          text: `${email} is signed out of ${sessions === 1 ? "1 browser" : `${sessions} browsers`}${isOwn ? ", this one too" : ""}. API keys go on working.`,
          label: "End sessions",
        }}
      >
        End sessions
      </ActionButton>
      <ActionButton
        size="sm"
        path={`${at}/role`}
        method="PUT"
        body={{ role: promote ? "operator" : "customer" }}
        done={promote ? `${email} runs the studio now` : `${email} is a customer now`}
        confirm={
          promote
            ? {
                title: "Make this account an operator?",
                text: "It sees and does everything on these pages.",
                label: "Make operator",
                nameToType,
              }
            : {
                title: isOwn ? "Give up running the studio?" : "Make this account a customer?",
                text: isOwn ? "These pages close to you at once." : "These pages close to it at once.",
                label: "Make customer",
                nameToType,
              }
        }
      >
        {promote ? "Make operator" : "Make customer"}
      </ActionButton>
      {user.suspended ? (
        <ActionButton size="sm" path={`${at}/suspension`} method="DELETE" done={`${email} can sign in again`}>
          Restore
        </ActionButton>
      ) : null}
      {user.suspended || isOwn ? null : <SuspendButton userId={user.id} email={email} />}
    </section>
  );
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
