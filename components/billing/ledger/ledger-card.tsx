import { Download } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { LoadState } from "@/components/ui/load-state";
import { Pager } from "@/components/ui/navigation/pager";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { ledgerRowKinds } from "@/lib/contract/billing";
import { ledgerWords } from "@/lib/format/describe-ledger-row";
import { type LedgerFilters, readLedgerFilters, writeLedgerFilters } from "./ledger-filters-in-address";
import { LedgerTable } from "./ledger-table";
import { useLedger } from "./use-ledger";

const kinds: { value: LedgerFilters["kind"]; label: string }[] = [
  { value: undefined, label: "Everything" },
  ...ledgerRowKinds.map((value) => ({ value, label: ledgerWords[value] })),
];
const link = (filters: LedgerFilters) => `/console/billing${writeLedgerFilters(filters)}`;

/** Every movement of credits. The URL holds filter and page, so that a link shows the same list. */
export function LedgerCard() {
  const router = useRouter();
  const filters = readLedgerFilters(new URLSearchParams(useSearchParams()));
  const ledger = useLedger(filters);
  const narrow = (kind: LedgerFilters["kind"]) => router.replace(link({ kind }), { scroll: false });
  return (
    <Card>
      <div className="flex flex-wrap items-end justify-between gap-x-6">
        <CardHeader>
          <CardTitle>Ledger</CardTitle>
          <CardDescription>One line for each photo and each other change, with the balance after it.</CardDescription>
        </CardHeader>
        <div className="flex flex-wrap items-center gap-2 px-5 pt-4 max-sm:w-full sm:px-6">
          <ChoiceSelect
            aria-label="Kind of change"
            value={filters.kind}
            options={kinds}
            onChange={narrow}
            className="min-w-44 max-sm:flex-1"
          />
          <Button asChild variant="outline">
            <a href={`/api/console/ledger.csv${writeLedgerFilters({ kind: filters.kind })}`} download>
              <Download aria-hidden />
              CSV
            </a>
          </Button>
        </div>
      </div>
      <CardContent aria-busy={ledger.isPlaceholderData} className="grid gap-4">
        {ledger.data?.rows.length ? <LedgerTable rows={ledger.data.rows} /> : null}
        {ledger.data?.rows.length === 0 ? <Nothing filters={filters} onClear={() => narrow(undefined)} /> : null}
        <LoadState query={ledger} subject="the ledger" onRetry={retryOrSignIn} />
        <Pager
          label="Pages of the ledger"
          newest={filters.cursor ? link({ ...filters, cursor: undefined }) : null}
          older={ledger.data?.nextCursor ? link({ ...filters, cursor: ledger.data.nextCursor }) : null}
          scroll={false}
        />
      </CardContent>
    </Card>
  );
}

function Nothing({ filters, onClear }: { filters: LedgerFilters; onClear: () => void }) {
  if (!filters.kind && !filters.cursor) {
    return <p className="text-muted-foreground text-sm">No changes yet. Your first photo will show up here.</p>;
  }
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-muted-foreground text-sm">No changes of this kind.</p>
      <Button variant="outline" size="sm" onClick={onClear}>
        Show everything
      </Button>
    </div>
  );
}
