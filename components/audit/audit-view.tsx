"use client";

import { Download, ScrollText, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { Pager } from "@/components/ui/navigation/pager";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { AuditFilterBar } from "./audit-filter-bar";
import { type AuditFilters, toAuditQuery, writeAuditFilters } from "./audit-filters-in-address";
import { AuditTable } from "./audit-table";
import { useAudit, useAuditFilters } from "./use-audit";

const link = (filters: AuditFilters) => `/admin/audit${writeAuditFilters(filters)}`;

/** Everything that was done in the studio. The URL holds filters and page, so that a link shows the same list. */
export function AuditView() {
  const router = useRouter();
  const { cursor, ...filters } = useAuditFilters();
  const audit = useAudit(`/api/admin/audit${toAuditQuery({ ...filters, cursor })}`);
  const change = (changed: AuditFilters) => router.replace(link({ ...filters, ...changed }), { scroll: false });
  const showAll = () => router.replace(link({}), { scroll: false });
  const isNarrowed = writeAuditFilters(filters) !== "";
  return (
    <>
      <PageHeader
        title="Audit log"
        actions={
          <Button asChild variant="outline">
            <a href={`/api/admin/audit.csv${toAuditQuery(filters)}`} download>
              <Download aria-hidden />
              CSV
            </a>
          </Button>
        }
      >
        Sign-ins, keys, money, and what operators did. Entries are never changed.
      </PageHeader>
      <AuditFilterBar filters={filters} onChange={change} onClear={isNarrowed ? showAll : undefined} />
      <Card>
        <CardContent aria-busy={audit.isPlaceholderData} className="grid gap-4">
          {audit.data?.entries.length ? <AuditTable entries={audit.data.entries} forOperator /> : null}
          {audit.data?.entries.length === 0 ? (
            <EmptyState
              icon={isNarrowed ? SearchX : ScrollText}
              title={isNarrowed ? "No entries like that" : "No entries yet"}
              action={
                isNarrowed ? (
                  <Button variant="outline" onClick={showAll}>
                    Show everything
                  </Button>
                ) : null
              }
            >
              {isNarrowed
                ? "None fits these filters."
                : "Every sign-in, change and payment will be listed here, with who did it and when."}
            </EmptyState>
          ) : null}
          <LoadState query={audit} subject="the audit log" onRetry={retryOrSignIn} />
          <Pager
            label="Pages of the audit log"
            newest={cursor ? link(filters) : null}
            older={audit.data?.nextCursor ? link({ ...filters, cursor: audit.data.nextCursor }) : null}
          />
        </CardContent>
      </Card>
    </>
  );
}
