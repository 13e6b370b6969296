"use client";

import { Download } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { LoadState } from "@/components/ui/load-state";
import { Pager } from "@/components/ui/navigation/pager";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { actionOptions } from "./action-options";
import { type AuditFilters, readAuditFilters, writeAuditFilters } from "./audit-filters-in-address";
import { AuditTable } from "./audit-table";
import { useAudit } from "./use-audit";

const link = (filters: AuditFilters) => `/console/account/activity${writeAuditFilters(filters)}`;

/** What was done to the account, by whomever. The URL holds filter and page, so that a link shows the same list. */
export function ActivityView() {
  const router = useRouter();
  const { action, cursor } = readAuditFilters(new URLSearchParams(useSearchParams()));
  const audit = useAudit(`/api/account/activity${writeAuditFilters({ action, cursor })}`);
  const narrow = (chosen: AuditFilters["action"]) => router.replace(link({ action: chosen }), { scroll: false });
  return (
    <>
      <PageHeader
        title="Activity"
        actions={
          <Button asChild variant="outline">
            <a href={`/api/account/activity.csv${writeAuditFilters({ action })}`} download>
              <Download aria-hidden />
              CSV
            </a>
          </Button>
        }
      >
        Sign-ins, keys, money, and everything else that was done to your account.
      </PageHeader>
      <ChoiceSelect
        aria-label="What was done"
        value={action}
        options={actionOptions}
        onChange={narrow}
        className="min-w-56 justify-self-start max-sm:w-full"
      />
      <Card>
        <CardContent aria-busy={audit.isPlaceholderData} className="grid gap-4">
          {audit.data?.entries.length ? <AuditTable entries={audit.data.entries} /> : null}
          {audit.data?.entries.length === 0 ? (
            <p className="py-6 text-muted-foreground text-sm">
              {action || cursor ? "Nothing of this kind." : "Nothing was done to your account yet."}
            </p>
          ) : null}
          <LoadState query={audit} subject="the activity" onRetry={retryOrSignIn} />
          <Pager
            label="Pages of the activity"
            newest={cursor ? link({ action }) : null}
            older={audit.data?.nextCursor ? link({ action, cursor: audit.data.nextCursor }) : null}
          />
        </CardContent>
      </Card>
    </>
  );
}
