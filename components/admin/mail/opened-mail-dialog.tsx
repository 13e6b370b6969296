import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { MailAnswer } from "@/lib/contract/accounts/mailbox";
import { useOpenMail } from "./use-mailbox";

type Props = { mail: MailAnswer; onClose: () => void };

/** A mail as its reader would get it. The frame runs nothing and loads nothing. */
export function OpenedMailDialog({ mail, onClose }: Props) {
  const open = useOpenMail();
  const { mutate } = open;
  useEffect(() => mutate(mail.id), [mutate, mail.id]);
  const retry = () => mutate(mail.id);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle className="break-words">{mail.subject}</DialogTitle>
          <DialogDescription className="break-words">
            To {mail.to}. That you read it is in the audit log.
          </DialogDescription>
        </DialogHeader>
        {open.data?.html ? (
          <iframe
            title={`Mail: ${mail.subject}`}
            // Without scripts, forms, and the studio's origin; its links open in a window of their own.
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcDoc={toFrame(open.data.html)}
            className="h-[60dvh] w-full rounded-lg border bg-white"
          />
        ) : null}
        {open.data && !open.data.html ? (
          <p className="text-muted-foreground text-sm">It was sent meanwhile, and its text is gone.</p>
        ) : null}
        <LoadState
          query={{ ...open, isPending: open.isPending || open.isIdle, isFetching: open.isPending, refetch: retry }}
          subject="the mail"
          onRetry={retryOrSignIn}
        >
          <Skeleton className="h-60" />
        </LoadState>
        <Button variant="outline" onClick={onClose} className="w-fit justify-self-end">
          Close
        </Button>
      </DialogContent>
    </Dialog>
  );
}

/** Its styles for a dark theme are in an element, which the page's policy would refuse and report; links leave the frame. */
const toFrame = (html: string): string =>
  html.replace(/<style>.*?<\/style>/s, "").replace("<head>", '<head><base target="_blank">');
