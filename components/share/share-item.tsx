import { Pencil, Share2, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { ShareAnswer } from "@/lib/contract/photos/shares";
import { formatDay, formatMoment } from "@/lib/format/format-dates";
import { ChangeShareForm } from "./change-share-form";
import { useRevokeShare } from "./use-shares";

type Props = { jobId: string; share: ShareAnswer };

/** One link that works: copied, handed to another program, changed or withdrawn. */
export function ShareItem({ jobId, share }: Props) {
  const [isChanging, setIsChanging] = useState(false);
  const revoke = useRevokeShare(jobId, share.id);
  const withdraw = () =>
    revoke.mutate(undefined, {
      onSuccess: () => toast.success("The link no longer works"),
      onError: ({ message }) => toast.error(message),
    });
  return (
    <li className="grid min-w-0 gap-2 rounded-lg border p-3 text-sm">
      <a href={share.url} target="_blank" rel="noreferrer" className="truncate font-mono text-[0.8125rem] underline">
        {share.url}
      </a>
      {share.caption ? <p className="break-words">{share.caption}</p> : null}
      <p className="text-muted-foreground">
        Works until <Time at={share.expiresAt} format={formatDay} title={formatMoment} />
        {share.withOriginal ? "" : " · without the original"}
        {share.withDownload ? " · with download" : ""}
      </p>
      {isChanging ? (
        <ChangeShareForm jobId={jobId} share={share} onDone={() => setIsChanging(false)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <CopyButton text={share.url} label="Copy link" />
          <SystemShareButton share={share} />
          <Button variant="ghost" size="sm" onClick={() => setIsChanging(true)}>
            <Pencil aria-hidden />
            Change
          </Button>
          <Button variant="ghost" size="sm" pending={revoke.isPending} onClick={withdraw}>
            <Trash2 aria-hidden />
            Withdraw
          </Button>
        </div>
      )}
    </li>
  );
}

/** The system's own list of programs to share with, where the browser has one. */
function SystemShareButton({ share: { url, caption } }: { share: ShareAnswer }) {
  const data: ShareData = { url, ...(caption ? { text: caption } : {}) };
  if (!navigator.canShare?.(data)) return null;
  const share = () =>
    navigator.share(data).catch((error: unknown) => {
      // The person closed the list again.
      if (!(error instanceof Error && error.name === "AbortError")) toast.error("The link could not be shared.");
    });
  return (
    <Button variant="ghost" size="sm" onClick={share}>
      <Share2 aria-hidden />
      Share
    </Button>
  );
}
