import { type CSSProperties, type ReactNode, useLayoutEffect, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { describeTone } from "../photo-facts/describe-finding";
import { isInProgress } from "../queue/queue-photo";
import { Pictures } from "./compare/pictures";
import { ResultBar } from "./result-bar";
import { FailedBar, StageBar } from "./stage-bar";
import { type AdjustedPicture, type StagePhoto, useStagePictures } from "./use-stage-pictures";
import { VersionsStrip } from "./versions/versions-strip";
import { Announcer } from "./view/announcer";
import { type Size, splitPane } from "./view/geometry";
import { VisibleBox } from "./view/photo-boxes";
import { StageToolbar } from "./view/stage-toolbar";
import { useStoredView } from "./view/stored-view";
import { useFullScreen } from "./view/use-full-screen";
import { useSpaceHeld, useZoomKeys } from "./view/use-stage-keys";
import { usePhotoSize, useViewport } from "./view/use-viewport";
import { WorkingVeil } from "./working-veil";

export type StageProps = {
  photo: StagePhoto;
  /** While true the original is shown in place of the result. */
  holdBefore: boolean;
  /** Whether single keys zoom. */
  keysEnabled?: boolean;
  available: number | null;
  /** What another attempt costs; null while that is not known. */
  againCredits?: number | null;
  adjusted?: AdjustedPicture | null;
  /** The colors in small, of a photo that has no result, and what is said of it below the photo. */
  previewUrl?: string | null;
  readyWords?: ReactNode;
  /** Of the file that Download saves; the output where nothing else is given. */
  downloadUrl?: string | null;
  /** In place of following `downloadUrl`, where something has to come before. */
  onDownload?: (() => void) | null;
  /** Drawn over the result; see `useStageView`. */
  overlay?: ReactNode;
  /** While true a plain drag belongs to `overlay`, and the result is shown alone. */
  overlayActive?: boolean;
  /** Beside the view's own controls. */
  tools?: ReactNode;
  /** Between the photo and the bar below it. */
  offers?: ReactNode;
  downloadMenu?: ReactNode;
  shareButton?: ReactNode;
  onRetry: () => void;
  onAgain: () => void;
  onChooseVersion?: (jobId: string) => void;
};

/** The photo, how it is looked at, and the bar below it. Needs the photo's ref as key. */
export function Stage(props: StageProps) {
  const { photo, keysEnabled = true, adjusted = null, tools = null, overlay = null, overlayActive = false } = props;
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const [area, setArea] = useState<HTMLElement | null>(null);
  const [view, setView] = useStoredView();
  const [pressed, setPressed] = useState(false);
  // The color is revealed with an animation only when the photo finishes while it is open.
  const [wasWorking] = useState(photo.state !== "done");
  const viewport = useViewport();
  const pictures = useStagePictures(viewport, photo, { adjusted, previewUrl: props.previewUrl ?? null });
  const { before, after, size } = pictures;
  usePhotoSize(viewport, size);
  const fullScreen = useFullScreen(root);
  useZoomKeys(keysEnabled, viewport, fullScreen.toggle);
  const spaceHeld = useSpaceHeld(area);
  const split = useSplit(area, size);
  const working = isInProgress(photo);
  const compare = after && {
    ...{ view, onView: setView, beforeName: before.name === "Before" ? "the original" : before.name },
    ...{ holding: pressed || props.holdBefore, onHolding: setPressed },
  };

  return (
    <div ref={setRoot} className="flex min-h-0 flex-1 flex-col bg-canvas">
      <StageToolbar
        viewport={viewport}
        compare={compare}
        tools={tools}
        loading={pictures.loading}
        fullScreen={fullScreen}
      />
      <div
        ref={setArea}
        className={cn(
          "grid min-h-0 flex-1",
          !fullScreen.active && "max-lg:flex-none",
          !fullScreen.active && (view === "side" && after ? "max-lg:h-[62dvh]" : "max-lg:h-[min(62dvh,var(--fit))]"),
        )}
        style={{ "--fit": `calc((100vw - 1.5rem) / ${size.width / size.height} + 1.5rem)` } as CSSProperties}
      >
        <Pictures
          {...{ viewport, size, view, split, before, after, spaceHeld, overlay, overlayActive }}
          label={after ? `Before and after of ${photo.name}` : photo.name}
          holdBefore={pressed || props.holdBefore}
          reveal={wasWorking}
          veil={
            working && (
              <VisibleBox className="overflow-clip rounded-lg">
                <WorkingVeil photo={photo} />
              </VisibleBox>
            )
          }
        />
      </div>
      <Announcer viewport={viewport} news={wasWorking && after ? `${photo.name} is in color.` : ""} />
      {!fullScreen.active && <Below {...props} pictures={pictures} working={working} />}
    </div>
  );
}

type BelowProps = StageProps & { pictures: ReturnType<typeof useStagePictures>; working: boolean };

/** What is below the photo: its versions, and the bar of its state. */
function Below({ photo, pictures, working, offers, readyWords, ...props }: BelowProps) {
  const { versions, job } = photo;
  const { names, comparedWith, setComparedWith } = pictures;
  if (photo.state === "done") {
    return (
      <>
        {versions.length > 1 && job && props.onChooseVersion && (
          <VersionsStrip
            {...{ versions, names, comparedWith }}
            chosen={job.jobId}
            onChoose={props.onChooseVersion}
            onCompareWith={setComparedWith}
          />
        )}
        <ResultBar
          name={photo.name}
          job={job}
          downloadUrl={props.downloadUrl ?? photo.downloadUrl}
          available={props.available}
          againCredits={props.againCredits ?? null}
          onAgain={props.onAgain}
          onDownload={props.onDownload ?? null}
          downloadMenu={props.downloadMenu}
          shareButton={props.shareButton}
        />
      </>
    );
  }
  if (photo.state === "failed" && photo.problem)
    return <FailedBar name={photo.name} problem={photo.problem} onRetry={props.onRetry} />;
  return (
    <>
      {offers}
      <StageBar>
        <h2 className="truncate text-sm font-semibold">{photo.name}</h2>
        <p className="text-muted-foreground" role="status">
          {working ? photo.step : (describeTone([photo.local?.facts ?? null]) ?? readyWords ?? "Ready to colorize.")}
        </p>
      </StageBar>
    </>
  );
}

/** How two pictures lie in `area`, as it is now. */
function useSplit(area: HTMLElement | null, { width, height }: Size): "columns" | "rows" {
  const [split, setSplit] = useState<"columns" | "rows">("columns");
  useLayoutEffect(() => {
    if (!area) return;
    const measure = () =>
      setSplit(splitPane({ width: area.clientWidth, height: area.clientHeight }, { width, height }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(area);
    return () => observer.disconnect();
  }, [area, width, height]);
  return split;
}
