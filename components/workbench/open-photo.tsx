import { Crop, Share2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Capabilities } from "@/lib/contract/answers";
import { isNeutral } from "@/lib/contract/photos/recipe";
import { HintLayer } from "./adjust/adjust-parts";
import type { AdjustSession } from "./adjust/adjust-session";
import { useAdjust } from "./adjust/use-adjust";
import { OfferStrip } from "./offers/offer-strip";
import { GuestWords } from "./on-device/guest-words";
import { useGuestPreview } from "./on-device/use-guest-preview";
import type { Previewed } from "./photo-facts/use-previews";
import { opensPreparation, useFocusBack } from "./prepare/use-focus-back";
import { isInProgress, type QueuePhoto } from "./queue/queue-photo";
import { SideColumn } from "./side-column";
import { Stage } from "./stage/stage";
import type { WorkbenchState } from "./use-workbench";

const PrepareStage = lazy(() => import("./prepare/prepare-stage").then((file) => ({ default: file.PrepareStage })));

type Props = {
  photo: Previewed<QueuePhoto>;
  workbench: WorkbenchState;
  capabilities: Capabilities;
  freeCredits: number;
  holdBefore: boolean;
  keysEnabled: boolean;
  renderShare: (share: { jobId: string; onClose: () => void }) => ReactNode;
  /** The list of photos: on phones it stands between the photo and the column. */
  children: ReactNode;
};

/** The open photo on the stage, and beside it the options or, once there is a result, its adjustments. */
export function OpenPhoto(props: Props) {
  const { photo, workbench, capabilities, freeCredits, renderShare } = props;
  const [sharing, setSharing] = useState<string | null>(null);
  const jobId = photo.chosen?.jobId ?? null;
  const session = useAdjust(photo.state === "done" ? photo.chosen : null);
  const preview = useGuestPreview(photo, !workbench.signedIn);
  const { preparing, closePreparation } = workbench;
  const isPreparing = preparing === photo.ref;
  const section = useRef<HTMLElement>(null);
  useFocusBack(section, isPreparing);
  const isElsewhere = preparing !== null && !isPreparing;
  useEffect(() => {
    if (isElsewhere) closePreparation();
  });
  // On a phone the ways to compare leave no room above the photo.
  const isDone = photo.state === "done";
  const prepare = <PrepareButton photo={photo} onPrepare={() => workbench.prepare(photo)} />;
  const share = jobId && (
    <Button variant="outline" onClick={() => setSharing(jobId)}>
      <Share2 aria-hidden />
      Share
    </Button>
  );
  return (
    <>
      <section
        ref={section}
        aria-label="Photo"
        className="relative flex min-h-0 flex-1 flex-col bg-canvas lg:col-start-[-3] lg:row-start-1"
      >
        <h1 className="sr-only">Workbench</h1>
        {isPreparing ? (
          <Suspense>
            <PrepareStage
              key={photo.ref}
              photo={photo}
              onEdit={(edits) => workbench.edit(photo.ref, edits)}
              onClose={closePreparation}
            />
          </Suspense>
        ) : (
          <Stage
            key={photo.ref}
            photo={photo}
            holdBefore={props.holdBefore}
            keysEnabled={props.keysEnabled}
            available={workbench.signedIn ? workbench.available : null}
            againCredits={workbench.againCredits}
            adjusted={session?.picture ?? null}
            previewUrl={preview.kind === "shown" ? preview.url : null}
            readyWords={<GuestWords preview={preview} />}
            downloadUrl={adjustedUrl(session)}
            onDownload={adjustedUrl(session) && session ? () => void session.download() : null}
            overlay={session && <HintLayer session={session} />}
            overlayActive={Boolean(session?.tool)}
            onRetry={() => workbench.act("retry", [photo])}
            onAgain={() => void workbench.again(photo)}
            onChooseVersion={(version) => workbench.chooseVersion(photo.ref, version)}
            shareButton={
              <>
                {isDone && <span className="sm:hidden">{prepare}</span>}
                {share}
              </>
            }
            tools={isDone ? <span className="max-sm:hidden">{prepare}</span> : prepare}
            offers={<OfferStrip photo={photo} />}
          />
        )}
      </section>
      {props.children}
      <SideColumn {...{ workbench, capabilities, freeCredits, session }} />
      {sharing && renderShare({ jobId: sharing, onClose: () => setSharing(null) })}
    </>
  );
}

function PrepareButton({ photo, onPrepare }: { photo: QueuePhoto; onPrepare: () => void }) {
  if (isInProgress(photo)) return null;
  return (
    <Button
      {...opensPreparation}
      variant="ghost"
      size="sm"
      className="px-2.5"
      title="Turn and crop (C)"
      onClick={onPrepare}
    >
      <Crop aria-hidden />
      <span className="@max-xl:sr-only">Turn and crop</span>
    </Button>
  );
}

/** Where the output is with its adjustments, as the studio makes it; null where there are none. */
const adjustedUrl = (session: AdjustSession | null): string | null =>
  session && !isNeutral(session.recipe) ? `/api/console/jobs/${session.jobId}/picture` : null;
