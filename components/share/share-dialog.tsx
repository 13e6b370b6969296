import { LoadState } from "@/components/ui/load-state";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { NewShareForm } from "./new-share-form";
import { PostDownloads } from "./post-downloads";
import { ShareItem } from "./share-item";
import { useShares } from "./use-shares";

type Props = { jobId: string; onClose: () => void };

/** Links to a page with this photo, and pictures of it to post. Open as long as it is mounted. */
export function ShareDialog({ jobId, onClose }: Props) {
  const shares = useShares(jobId);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-lg">
        <DialogHeader>
          <DialogTitle>Share this photo</DialogTitle>
          <DialogDescription>
            Whoever has the link sees a page with the photo, without an account. Search engines do not list it.
          </DialogDescription>
        </DialogHeader>
        <LoadState query={shares} subject="the links" onRetry={retryOrSignIn} />
        {shares.data && shares.data.length > 0 ? (
          <ul aria-label="Links that work" className="grid min-w-0 gap-3">
            {shares.data.map((share) => (
              <ShareItem key={share.id} jobId={jobId} share={share} />
            ))}
          </ul>
        ) : null}
        {shares.data ? <NewShareForm jobId={jobId} isFirst={shares.data.length === 0} /> : null}
        <PostDownloads jobId={jobId} />
      </DialogContent>
    </Dialog>
  );
}
