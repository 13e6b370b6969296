import { Share2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Capabilities } from "@/lib/contract/answers";
import { OptionPanel } from "./options/option-panel";
import type { QueuePhoto } from "./queue/queue-photo";
import { Stage } from "./stage/stage";
import type { WorkbenchState } from "./use-workbench";
import { Column } from "./workbench";

type Props = {
  photo: QueuePhoto;
  workbench: WorkbenchState;
  capabilities: Capabilities;
  freeCredits: number;
  holdBefore: boolean;
  keysEnabled: boolean;
  renderShare: (share: { jobId: string; onClose: () => void }) => ReactNode;
};

/** The open photo on the stage, and beside it the options or, once there is a result, its adjustments. */
export function OpenPhoto({
  photo,
  workbench,
  capabilities,
  freeCredits,
  holdBefore,
  keysEnabled,
  renderShare,
}: Props) {
  const [sharing, setSharing] = useState<string | null>(null);
  const jobId = photo.chosen?.jobId ?? null;
  return (
    <>
      <section
        aria-label="Photo"
        className="relative flex min-h-0 flex-1 flex-col bg-canvas lg:col-start-[-3] lg:row-start-1"
      >
        <h1 className="sr-only">Workbench</h1>
        <Stage
          key={photo.ref}
          photo={photo}
          holdBefore={holdBefore}
          keysEnabled={keysEnabled}
          available={workbench.signedIn ? workbench.available : null}
          againCredits={workbench.againCredits}
          onRetry={() => workbench.act("retry", [photo])}
          onAgain={() => void workbench.again(photo)}
          onChooseVersion={(version) => workbench.chooseVersion(photo.ref, version)}
          shareButton={
            jobId && (
              <Button variant="outline" onClick={() => setSharing(jobId)}>
                <Share2 aria-hidden />
                Share
              </Button>
            )
          }
        />
      </section>
      <Column>
        <OptionPanel workbench={workbench} capabilities={capabilities} freeCredits={freeCredits} />
      </Column>
      {sharing && renderShare({ jobId: sharing, onClose: () => setSharing(null) })}
    </>
  );
}
