"use client";

import { Wrench } from "lucide-react";
import { useReaderForm } from "@/components/ui/reader-form";
import { useMaintenance } from "@/lib/client/use-maintenance";
import { describeMaintenance, type Maintenance } from "@/lib/contract/maintenance";
import { formatMoment } from "@/lib/format/format-dates";

/** Says on every page that no new photo is taken, and until when; nothing while the studio is open. */
export function MaintenanceBanner({ maintenance }: { maintenance: Maintenance }) {
  const form = useReaderForm();
  if (!maintenance) return null;
  return (
    <div role="status" className="border-b bg-primary/12">
      <p className="mx-auto flex w-full max-w-[88rem] gap-2.5 px-4 py-2.5 text-sm sm:px-6">
        <Wrench aria-hidden className="mt-0.5 size-4 shrink-0 text-brand" />
        <span className="min-w-0 break-words">
          {describeMaintenance(maintenance, (date) => formatMoment(date, form))}
        </span>
      </p>
    </div>
  );
}

/** The same on pages that stay open: it comes and goes with the maintenance. */
export const LiveMaintenanceBanner = () => <MaintenanceBanner maintenance={useMaintenance()} />;
