"use client";

import { Download } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { LoadState } from "@/components/ui/load-state";
import { Pager } from "@/components/ui/navigation/pager";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { AuditFilterBar } from "./audit-filter-bar";
import { type AuditFilters, readAuditFilters, toAuditQuery, writeAuditFilters } from "./audit-filters-in-address";
import { AuditTable } from "./audit-table";
import { useAudit } from "./use-audit";

const link = (filters: AuditFilters) => `/admin/audit${writeAuditFilters(filters)}`;

/** Everything that was done in the studio. The URL holds filters and page, so that a link shows the same list. */
export function AuditView() {
  const router = useRouter();
  const { cursor, ...filters } = readAuditFilters(new URLSearchParams(useSearchParams()));
  const audit = useAudit(`/api/admin/audit${toAuditQuery({ ...filters, cursor })}`);
  const change = (changed: AuditFilters) => router.replace(link({ ...filters, ...changed }), { scroll: false });
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
      <AuditFilterBar filters={filters} onChange={change} />
      <Card>
        <CardContent aria-busy={audit.isPlaceholderData} className="grid gap-4">
          {audit.data?.entries.length ? <AuditTable entries={audit.data.entries} forOperator /> : null}
          {audit.data?.entries.length === 0 ? (
            <div className="grid justify-items-start gap-3 py-6">
              <p className="text-muted-foreground text-sm">{isNarrowed ? "Nothing like this." : "Nothing yet."}</p>
              {isNarrowed ? (
                <Button variant="outline" size="sm" onClick={() => router.replace(link({}), { scroll: false })}>
                  Show everything
                </Button>
              ) : null}
            </div>
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
