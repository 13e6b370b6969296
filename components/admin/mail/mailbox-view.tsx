"use client";

import { MailOpen } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { LoadState } from "@/components/ui/load-state";
import { Pager } from "@/components/ui/navigation/pager";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { type MailAnswer, mailStates } from "@/lib/contract/accounts/mailbox";
import { type MailFilters, readMailFilters, writeMailFilters } from "./mail-filters-in-address";
import { MailServiceCard } from "./mail-service-card";
import { MailTable } from "./mail-table";
import { OpenedMailDialog } from "./opened-mail-dialog";
import { useMailbox, useTestMail } from "./use-mailbox";

const words = { waiting: "Waiting", sent: "Sent", failed: "Failed" } as const;
const states: { value: MailFilters["state"]; label: string }[] = [
  { value: undefined, label: "All mails" },
  ...mailStates.map((value) => ({ value, label: words[value] })),
];
const link = (filters: MailFilters) => `/admin/mail${writeMailFilters(filters)}`;

/** Every mail of the last 30 days and how mail leaves the studio. The URL holds filter and page. */
export function MailboxView() {
  const router = useRouter();
  const filters = readMailFilters(new URLSearchParams(useSearchParams()));
  const mailbox = useMailbox(filters);
  const [opened, setOpened] = useState<MailAnswer | null>(null);
  const mails = mailbox.data?.mails;
  return (
    <>
      <PageHeader title="Mail" actions={<TestButton />}>
        What the studio writes to people. Mails are kept for 30 days; one that was sent keeps no text.
      </PageHeader>
      {mailbox.data ? <MailServiceCard service={mailbox.data.service} /> : null}
      <section aria-label="Mailbox" aria-busy={mailbox.isPlaceholderData} className="grid gap-4">
        <ChoiceSelect
          aria-label="Which mails"
          value={filters.state}
          options={states}
          onChange={(state) => router.replace(link({ state }), { scroll: false })}
          className="w-fit min-w-40"
        />
        {mails?.length ? <MailTable mails={mails} onOpen={setOpened} /> : null}
        {mails?.length === 0 ? (
          <EmptyState icon={MailOpen} title={filters.state ? "No mails like that" : "No mails yet"}>
            {filters.state ? "Choose All mails to see the others." : "The first one will be listed here."}
          </EmptyState>
        ) : null}
        <LoadState query={mailbox} subject="the mailbox" onRetry={retryOrSignIn} />
        <Pager
          label="Pages of the mailbox"
          newest={filters.cursor ? link({ ...filters, cursor: undefined }) : null}
          older={mailbox.data?.nextCursor ? link({ ...filters, cursor: mailbox.data.nextCursor }) : null}
        />
      </section>
      {opened ? <OpenedMailDialog mail={opened} onClose={() => setOpened(null)} /> : null}
    </>
  );
}

function TestButton() {
  const test = useTestMail();
  const send = () =>
    test.mutate(undefined, {
      onSuccess: () => toast.success("A test mail to you is on its way"),
      onError: (problem) => toast.error(problem.message),
    });
  return (
    <Button variant="outline" pending={test.isPending} onClick={send}>
      Send a test mail to me
    </Button>
  );
}
